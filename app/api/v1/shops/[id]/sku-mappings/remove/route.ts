import { serve } from "@/app/api/endpoint";
import { removeSkuMappingsEndpoint } from "@/app/api/endpoints/shop-endpoints";

export const POST = serve(removeSkuMappingsEndpoint);
