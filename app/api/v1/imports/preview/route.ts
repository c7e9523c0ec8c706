import { previewImportEndpoint } from "@/app/api/endpoints/import-endpoints";
import { serve } from "@/app/api/serve";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(previewImportEndpoint);
