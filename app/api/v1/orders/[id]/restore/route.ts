import { restoreVersionEndpoint } from "@/app/api/endpoints/version-endpoints";
import { serve } from "@/app/api/serve";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(restoreVersionEndpoint);
