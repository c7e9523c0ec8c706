import { serve } from "@/app/api/endpoint";
import { diffVersionsEndpoint } from "@/app/api/endpoints/order-endpoints";

export const GET = serve(diffVersionsEndpoint);
