import { serve } from "@/app/api/endpoint";
import { snoozeSuggestionEndpoint } from "@/app/api/endpoints/merging-endpoints";

export const POST = serve(snoozeSuggestionEndpoint);
