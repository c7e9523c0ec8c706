import { serve } from "@/app/api/endpoint";
import { pauseWebhookEndpoint } from "@/app/api/endpoints/webhook-endpoints";

export const POST = serve(pauseWebhookEndpoint);
