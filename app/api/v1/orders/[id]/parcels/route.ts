import { serve } from "@/app/api/endpoint";
import { listOrderParcelsEndpoint } from "@/app/api/endpoints/channel-endpoints";

export const GET = serve(listOrderParcelsEndpoint);
