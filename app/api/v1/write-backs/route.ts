import { listWriteBacksEndpoint } from "@/app/api/endpoints/repair-endpoints";
import { serve } from "@/app/api/serve";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listWriteBacksEndpoint);
