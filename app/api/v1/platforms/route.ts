import { serve } from "@/app/api/endpoint";
import { listPlatformsEndpoint } from "@/app/api/endpoints/shop-endpoints";

export const GET = serve(listPlatformsEndpoint);
