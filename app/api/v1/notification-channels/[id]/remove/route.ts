import { serve } from "@/app/api/endpoint";
import { removeNotificationChannelEndpoint } from "@/app/api/endpoints/alert-endpoints";

export const POST = serve(removeNotificationChannelEndpoint);
