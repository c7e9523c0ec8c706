import { listSkuMappingsEndpoint, saveSkuMappingsEndpoint } from "@/app/api/endpoints/shop-endpoints";
import { serve } from "@/app/api/serve";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listSkuMappingsEndpoint, saveSkuMappingsEndpoint);
