import { abandonPullsEndpoint } from "@/app/api/endpoints/sync-endpoints";
import { serve } from "@/app/api/serve";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(abandonPullsEndpoint);
