import { serve } from "@/app/api/endpoint";
import { requestChangeEndpoint } from "@/app/api/endpoints/version-endpoints";

export const POST = serve(requestChangeEndpoint);
