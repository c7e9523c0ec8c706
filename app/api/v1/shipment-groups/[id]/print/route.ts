import { serve } from "@/app/api/endpoint";
import { printGroupEndpoint } from "@/app/api/endpoints/merging-endpoints";

export const POST = serve(printGroupEndpoint);
