import { serve } from "@/app/api/endpoint";
import { restoreVersionEndpoint } from "@/app/api/endpoints/version-endpoints";

export const POST = serve(restoreVersionEndpoint);
