import { listImportRowsEndpoint } from "@/app/api/endpoints/channel-endpoints";
import { serve } from "@/app/api/serve";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listImportRowsEndpoint);
