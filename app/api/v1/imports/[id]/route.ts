import { getImportEndpoint } from "@/app/api/endpoints/ledger-endpoints";
import { serve } from "@/app/api/serve";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getImportEndpoint);
