import { serve } from "@/app/api/endpoint";
import { redeliverEndpoint } from "@/app/api/endpoints/webhook-endpoints";

export const POST = serve(redeliverEndpoint);
