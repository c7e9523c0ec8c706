import { serve } from "@/app/api/endpoint";
import { listCoverageEndpoint } from "@/app/api/endpoints/sync-endpoints";

export const GET = serve(listCoverageEndpoint);
