import { serve } from "@/app/api/endpoint";
import { dropWriteBackEndpoint } from "@/app/api/endpoints/repair-endpoints";

export const POST = serve(dropWriteBackEndpoint);
