import { serve } from "@/app/api/endpoint";
import { withdrawChangeEndpoint } from "@/app/api/endpoints/version-endpoints";

export const POST = serve(withdrawChangeEndpoint);
