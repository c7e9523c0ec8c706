import { serve } from "@/app/api/endpoint";
import { listShopsEndpoint } from "@/app/api/endpoints/ledger-endpoints";
import { createShopEndpoint } from "@/app/api/endpoints/shop-endpoints";

export const GET = serve(listShopsEndpoint);
export const POST = serve(createShopEndpoint);
