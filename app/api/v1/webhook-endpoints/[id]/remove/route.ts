import { serve } from "@/app/api/endpoint";
import { removeWebhookEndpoint } from "@/app/api/endpoints/webhook-endpoints";

export const POST = serve(removeWebhookEndpoint);
