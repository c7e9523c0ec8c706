import { serve } from "@/app/api/endpoint";
import { jobOverviewEndpoint } from "@/app/api/endpoints/ledger-endpoints";

export const GET = serve(jobOverviewEndpoint);
