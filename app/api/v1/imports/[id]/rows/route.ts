import { serve } from "@/app/api/endpoint";
import { listImportRowsEndpoint } from "@/app/api/endpoints/channel-endpoints";

export const GET = serve(listImportRowsEndpoint);
