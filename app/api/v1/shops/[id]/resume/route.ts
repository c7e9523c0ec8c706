import { serve } from "@/app/api/endpoint";
import { resumeShopEndpoint } from "@/app/api/endpoints/shop-endpoints";

export const POST = serve(resumeShopEndpoint);
