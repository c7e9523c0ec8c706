import { serve } from "@/app/api/endpoint";
import { repairPushEndpoint } from "@/app/api/endpoints/repair-endpoints";

export const POST = serve(repairPushEndpoint);
