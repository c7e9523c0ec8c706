import { withTransaction } from "@/db/transaction";
import { detectMerges } from "@/lib/merging/use-cases/detect-merges";
import { household, suggestionsOf } from "./merge-world";
import { placeRecent } from "./recent-order";
import { testCtx } from "./shops";

export type Pair = { orderIds: string[]; suggestionId: string };

let households = 0;

/** Two orders of one household named so, minutes apart, and the suggestion to send them together. */
export async function suggestedPair(input: { shop: string; surname: string; numbers: [string, string] }): Promise<Pair> {
  households += 1;
  const { receiver, buyer } = household(households);
  const home = { buyer, receiver: { ...receiver, name: `${input.surname}三丰` } };
  const orderIds = await placeRecent(
    input.numbers.map((external_id, index) => ({ shop: input.shop, external_id, minutesAgo: 20 - 5 * index, ...home })),
  );
  await withTransaction((tx) => detectMerges(tx, testCtx(), { orderIds }));
  const [found] = await suggestionsOf(orderIds);
  if (!found) throw new Error(`Nothing was suggested for ${input.numbers.join(" and ")}.`);
  return { orderIds, suggestionId: found.id };
}
