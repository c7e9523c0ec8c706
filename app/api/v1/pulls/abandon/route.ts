import { serve } from "@/app/api/endpoint";
import { abandonPullsEndpoint } from "@/app/api/endpoints/sync-endpoints";

export const POST = serve(abandonPullsEndpoint);
