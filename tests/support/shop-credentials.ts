import { rawSql } from "@/db/client";
import { shopPlace } from "@/lib/channels/core/shop-place";
import { sealText } from "@/lib/security/crypto/field-cipher";

/** What a platform wants to know of a shop beside key and secret, sealed as the connect form would. */
export async function giveCredentials(shopId: string, credentials: Record<string, string>): Promise<void> {
  const sealed = sealText(shopPlace("credentials", shopId), JSON.stringify(credentials));
  await rawSql()`update shops set credentials = ${sealed} where id = ${shopId}`;
}
