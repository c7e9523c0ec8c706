import { serve } from "@/app/api/endpoint";
import { previewChangeEndpoint } from "@/app/api/endpoints/version-endpoints";

export const POST = serve(previewChangeEndpoint);
