import { serve } from "@/app/api/endpoint";
import { getReconciliationEndpoint } from "@/app/api/endpoints/sync-endpoints";

export const GET = serve(getReconciliationEndpoint);
