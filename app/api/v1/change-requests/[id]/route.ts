import { serve } from "@/app/api/endpoint";
import { getChangeEndpoint } from "@/app/api/endpoints/version-endpoints";

export const GET = serve(getChangeEndpoint);
