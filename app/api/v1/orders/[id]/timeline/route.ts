import { serve } from "@/app/api/endpoint";
import { getTimelineEndpoint } from "@/app/api/endpoints/order-endpoints";

export const GET = serve(getTimelineEndpoint);
