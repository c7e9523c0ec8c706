import { serve } from "@/app/api/endpoint";
import { listJobsEndpoint } from "@/app/api/endpoints/ledger-endpoints";

export const GET = serve(listJobsEndpoint);
