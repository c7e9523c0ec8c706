import { pauseWebhookEndpoint } from "@/app/api/endpoints/webhook-endpoints";
import { serve } from "@/app/api/serve";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(pauseWebhookEndpoint);
