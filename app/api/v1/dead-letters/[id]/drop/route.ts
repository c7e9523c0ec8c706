import { serve } from "@/app/api/endpoint";
import { dropPushEndpoint } from "@/app/api/endpoints/repair-endpoints";

export const POST = serve(dropPushEndpoint);
