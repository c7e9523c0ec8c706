import { serve } from "@/app/api/endpoint";
import { replayPushesEndpoint } from "@/app/api/endpoints/repair-endpoints";

export const POST = serve(replayPushesEndpoint);
