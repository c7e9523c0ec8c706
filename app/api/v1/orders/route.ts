import { serve } from "@/app/api/endpoint";
import { ingestOrdersEndpoint, listOrdersEndpoint } from "@/app/api/endpoints/order-endpoints";

export const GET = serve(listOrdersEndpoint);
export const POST = serve(ingestOrdersEndpoint);
