import { serve } from "@/app/api/endpoint";
import { resolveAlertEndpoint } from "@/app/api/endpoints/alert-endpoints";

export const POST = serve(resolveAlertEndpoint);
