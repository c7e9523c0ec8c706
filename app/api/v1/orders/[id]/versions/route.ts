import { listVersionsEndpoint } from "@/app/api/endpoints/order-endpoints";
import { serve } from "@/app/api/serve";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listVersionsEndpoint);
