import { serve } from "@/app/api/endpoint";
import { getBackfillEndpoint } from "@/app/api/endpoints/sync-endpoints";

export const GET = serve(getBackfillEndpoint);
