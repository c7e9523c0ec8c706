import { serve } from "@/app/api/endpoint";
import { listSuggestionsEndpoint } from "@/app/api/endpoints/merging-endpoints";

export const GET = serve(listSuggestionsEndpoint);
