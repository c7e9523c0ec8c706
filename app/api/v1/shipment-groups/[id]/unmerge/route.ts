import { serve } from "@/app/api/endpoint";
import { unmergeEndpoint } from "@/app/api/endpoints/merging-endpoints";

export const POST = serve(unmergeEndpoint);
