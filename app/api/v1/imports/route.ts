import { serve } from "@/app/api/endpoint";
import { listImportsEndpoint } from "@/app/api/endpoints/channel-endpoints";

export const GET = serve(listImportsEndpoint);
