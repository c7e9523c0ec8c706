import { serve } from "@/app/api/endpoint";
import { listDeadLettersEndpoint } from "@/app/api/endpoints/channel-endpoints";

export const GET = serve(listDeadLettersEndpoint);
