import { serve } from "@/app/api/endpoint";
import { listWriteBacksEndpoint } from "@/app/api/endpoints/repair-endpoints";

export const GET = serve(listWriteBacksEndpoint);
