import { serve } from "@/app/api/endpoint";
import { rotateWebhookEndpoint } from "@/app/api/endpoints/webhook-endpoints";

export const POST = serve(rotateWebhookEndpoint);
