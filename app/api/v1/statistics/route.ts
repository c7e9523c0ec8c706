import { serve } from "@/app/api/endpoint";
import { statisticsEndpoint } from "@/app/api/endpoints/ledger-endpoints";

export const GET = serve(statisticsEndpoint);
