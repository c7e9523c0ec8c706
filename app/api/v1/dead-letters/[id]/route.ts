import { serve } from "@/app/api/endpoint";
import { viewPushEndpoint } from "@/app/api/endpoints/repair-endpoints";

export const GET = serve(viewPushEndpoint);
