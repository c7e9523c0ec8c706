import { serve } from "@/app/api/endpoint";
import { getOrderEndpoint } from "@/app/api/endpoints/order-endpoints";

export const GET = serve(getOrderEndpoint);
