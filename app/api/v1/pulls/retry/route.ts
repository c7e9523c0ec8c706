import { serve } from "@/app/api/endpoint";
import { retryPullsEndpoint } from "@/app/api/endpoints/sync-endpoints";

export const POST = serve(retryPullsEndpoint);
