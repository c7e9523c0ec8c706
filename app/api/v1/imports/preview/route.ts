import { serve } from "@/app/api/endpoint";
import { previewImportEndpoint } from "@/app/api/endpoints/import-endpoints";

export const POST = serve(previewImportEndpoint);
