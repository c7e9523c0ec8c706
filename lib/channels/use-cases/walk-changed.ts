import type { CallFailure, PulledOrder, PullPage, PullSide } from "../core/channel-adapter";
import type { Interval } from "../core/coverage";
import type { ShopCaller } from "./shop-caller";

export type WalkedPage = { ok: true; orders: PulledOrder[]; window: Interval; last: boolean } | CallFailure;

/** Step: page after page of what changed in these windows, in their order. A failure is the last thing it gives. */
export async function* walkChanged(caller: ShopCaller, input: { pull: PullSide; windows: readonly Interval[] }): AsyncGenerator<WalkedPage> {
  for (const window of input.windows) {
    for (let cursor: string | null = null, last = false; !last; ) {
      const asked: string | null = cursor;
      const page: PullPage = await caller.ask<Extract<PullPage, { ok: true }>>((shop, now) =>
        input.pull.listChanged({ shop, window, cursor: asked, now }),
      );
      if (!page.ok) {
        yield page;
        return;
      }
      cursor = page.next;
      last = cursor === null;
      yield { ok: true, orders: page.orders, window, last };
    }
  }
}
