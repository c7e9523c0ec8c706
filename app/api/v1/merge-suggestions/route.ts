import { listSuggestionsEndpoint } from "@/app/api/endpoints/merging-endpoints";
import { serve } from "@/app/api/serve";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listSuggestionsEndpoint);
