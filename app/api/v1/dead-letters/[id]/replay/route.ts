import { serve } from "@/app/api/endpoint";
import { replayPushEndpoint } from "@/app/api/endpoints/channel-endpoints";

export const POST = serve(replayPushEndpoint);
