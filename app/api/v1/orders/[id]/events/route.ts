import { serve } from "@/app/api/endpoint";
import { recordEventsEndpoint } from "@/app/api/endpoints/order-endpoints";

export const POST = serve(recordEventsEndpoint);
