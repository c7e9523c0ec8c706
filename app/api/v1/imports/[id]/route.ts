import { serve } from "@/app/api/endpoint";
import { getImportEndpoint } from "@/app/api/endpoints/ledger-endpoints";

export const GET = serve(getImportEndpoint);
