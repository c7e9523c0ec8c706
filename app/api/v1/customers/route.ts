import { serve } from "@/app/api/endpoint";
import { listCustomersEndpoint } from "@/app/api/endpoints/ledger-endpoints";

export const GET = serve(listCustomersEndpoint);
