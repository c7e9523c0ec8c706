import { serve } from "@/app/api/endpoint";
import { listChangesEndpoint } from "@/app/api/endpoints/version-endpoints";

export const GET = serve(listChangesEndpoint);
