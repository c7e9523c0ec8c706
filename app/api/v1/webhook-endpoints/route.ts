import { serve } from "@/app/api/endpoint";
import { createWebhookEndpoint, listWebhookEndpoint } from "@/app/api/endpoints/webhook-endpoints";

export const GET = serve(listWebhookEndpoint);
export const POST = serve(createWebhookEndpoint);
