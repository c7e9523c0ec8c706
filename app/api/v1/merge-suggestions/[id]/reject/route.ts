import { serve } from "@/app/api/endpoint";
import { rejectSuggestionEndpoint } from "@/app/api/endpoints/merging-endpoints";

export const POST = serve(rejectSuggestionEndpoint);
