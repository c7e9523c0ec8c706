import { serve } from "@/app/api/endpoint";
import { pauseShopEndpoint } from "@/app/api/endpoints/shop-endpoints";

export const POST = serve(pauseShopEndpoint);
