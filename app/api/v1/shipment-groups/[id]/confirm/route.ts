import { serve } from "@/app/api/endpoint";
import { confirmGroupEndpoint } from "@/app/api/endpoints/merging-endpoints";

export const POST = serve(confirmGroupEndpoint);
