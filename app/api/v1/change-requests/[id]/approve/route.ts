import { serve } from "@/app/api/endpoint";
import { approveChangeEndpoint } from "@/app/api/endpoints/version-endpoints";

export const POST = serve(approveChangeEndpoint);
