import { serve } from "@/app/api/endpoint";
import { listVersionsEndpoint } from "@/app/api/endpoints/order-endpoints";

export const GET = serve(listVersionsEndpoint);
