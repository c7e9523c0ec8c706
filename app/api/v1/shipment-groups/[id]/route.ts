import { serve } from "@/app/api/endpoint";
import { getGroupEndpoint } from "@/app/api/endpoints/merging-endpoints";

export const GET = serve(getGroupEndpoint);
