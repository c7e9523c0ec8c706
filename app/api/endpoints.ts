import type { Endpoint } from "./endpoint";
import * as alerts from "./endpoints/alert-endpoints";
import * as channels from "./endpoints/channel-endpoints";
import * as imports from "./endpoints/import-endpoints";
import * as ledger from "./endpoints/ledger-endpoints";
import * as merging from "./endpoints/merging-endpoints";
import * as orders from "./endpoints/order-endpoints";
import * as repair from "./endpoints/repair-endpoints";
import * as shops from "./endpoints/shop-endpoints";
import * as sync from "./endpoints/sync-endpoints";
import * as versions from "./endpoints/version-endpoints";
import * as webhooks from "./endpoints/webhook-endpoints";

/** Every call of /api/v1: OpenAPI is written from this list, and the role matrix walks it. */
export const ENDPOINTS: readonly Endpoint[] = [orders, merging, versions, ledger, channels, repair, imports, shops, sync, alerts, webhooks].flatMap(
  (domain) => Object.values(domain) as Endpoint[],
);
