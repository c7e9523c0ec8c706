import { serve } from "@/app/api/endpoint";
import { rejectChangeEndpoint } from "@/app/api/endpoints/version-endpoints";

export const POST = serve(rejectChangeEndpoint);
