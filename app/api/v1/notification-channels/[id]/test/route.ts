import { serve } from "@/app/api/endpoint";
import { testNotificationChannelEndpoint } from "@/app/api/endpoints/alert-endpoints";

export const POST = serve(testNotificationChannelEndpoint);
