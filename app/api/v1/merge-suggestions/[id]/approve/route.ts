import { serve } from "@/app/api/endpoint";
import { approveSuggestionEndpoint } from "@/app/api/endpoints/merging-endpoints";

export const POST = serve(approveSuggestionEndpoint);
