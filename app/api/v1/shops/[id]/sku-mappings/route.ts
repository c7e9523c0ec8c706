import { serve } from "@/app/api/endpoint";
import { listSkuMappingsEndpoint, saveSkuMappingsEndpoint } from "@/app/api/endpoints/shop-endpoints";

export const GET = serve(listSkuMappingsEndpoint);
export const POST = serve(saveSkuMappingsEndpoint);
