import { serve } from "@/app/api/endpoint";
import { listReconciliationsEndpoint, startReconciliationEndpoint } from "@/app/api/endpoints/sync-endpoints";

export const GET = serve(listReconciliationsEndpoint);
export const POST = serve(startReconciliationEndpoint);
