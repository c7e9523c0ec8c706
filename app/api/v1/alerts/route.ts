import { serve } from "@/app/api/endpoint";
import { listAlertsEndpoint } from "@/app/api/endpoints/alert-endpoints";

export const GET = serve(listAlertsEndpoint);
