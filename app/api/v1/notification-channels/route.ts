import { serve } from "@/app/api/endpoint";
import { createNotificationChannelEndpoint, listNotificationChannelsEndpoint } from "@/app/api/endpoints/alert-endpoints";

export const GET = serve(listNotificationChannelsEndpoint);
export const POST = serve(createNotificationChannelEndpoint);
