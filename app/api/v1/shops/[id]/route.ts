import { serve } from "@/app/api/endpoint";
import { updateShopEndpoint } from "@/app/api/endpoints/shop-endpoints";

export const POST = serve(updateShopEndpoint);
