import { serve } from "@/app/api/endpoint";
import { getSuggestionEndpoint } from "@/app/api/endpoints/merging-endpoints";

export const GET = serve(getSuggestionEndpoint);
