import { serve } from "@/app/api/endpoint";
import { testShopEndpoint } from "@/app/api/endpoints/shop-endpoints";

export const POST = serve(testShopEndpoint);
