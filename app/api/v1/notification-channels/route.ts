import { createNotificationChannelEndpoint, listNotificationChannelsEndpoint } from "@/app/api/endpoints/alert-endpoints";
import { serve } from "@/app/api/serve";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listNotificationChannelsEndpoint, createNotificationChannelEndpoint);
