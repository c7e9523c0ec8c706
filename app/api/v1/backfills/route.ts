import { serve } from "@/app/api/endpoint";
import { startBackfillEndpoint } from "@/app/api/endpoints/sync-endpoints";

export const POST = serve(startBackfillEndpoint);
