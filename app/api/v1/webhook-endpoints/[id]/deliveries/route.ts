import { serve } from "@/app/api/endpoint";
import { listDeliveriesEndpoint } from "@/app/api/endpoints/webhook-endpoints";

export const GET = serve(listDeliveriesEndpoint);
