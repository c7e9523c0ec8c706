import { serve } from "@/app/api/endpoint";
import { listImportsEndpoint } from "@/app/api/endpoints/channel-endpoints";
import { startImportEndpoint } from "@/app/api/endpoints/import-endpoints";

export const GET = serve(listImportsEndpoint);
export const POST = serve(startImportEndpoint);
