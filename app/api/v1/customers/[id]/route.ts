import { serve } from "@/app/api/endpoint";
import { getCustomerEndpoint } from "@/app/api/endpoints/ledger-endpoints";

export const GET = serve(getCustomerEndpoint);
