import { serve } from "@/app/api/endpoint";
import { acknowledgeAlertEndpoint } from "@/app/api/endpoints/alert-endpoints";

export const POST = serve(acknowledgeAlertEndpoint);
