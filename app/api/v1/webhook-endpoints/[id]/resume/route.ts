import { serve } from "@/app/api/endpoint";
import { resumeWebhookEndpoint } from "@/app/api/endpoints/webhook-endpoints";

export const POST = serve(resumeWebhookEndpoint);
