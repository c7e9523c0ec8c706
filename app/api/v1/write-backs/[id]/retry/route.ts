import { serve } from "@/app/api/endpoint";
import { retryWriteBackEndpoint } from "@/app/api/endpoints/repair-endpoints";

export const POST = serve(retryWriteBackEndpoint);
