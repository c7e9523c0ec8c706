import { serve } from "@/app/api/endpoint";
import { listShopsEndpoint } from "@/app/api/endpoints/ledger-endpoints";

export const GET = serve(listShopsEndpoint);
