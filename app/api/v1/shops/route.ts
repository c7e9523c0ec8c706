import { listShopsEndpoint } from "@/app/api/endpoints/ledger-endpoints";
import { createShopEndpoint } from "@/app/api/endpoints/shop-endpoints";
import { serve } from "@/app/api/serve";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listShopsEndpoint, createShopEndpoint);
