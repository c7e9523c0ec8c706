import type { PulledOrder, PullSide, PullWindow, ShopAccess } from "@/lib/channels/core/channel-adapter";

/** Every order of a window, page by page as the runner would ask; `between` runs before each following page. */
export async function walkPull(input: {
  pull: PullSide;
  shop: ShopAccess;
  window: PullWindow;
  now: Date;
  between?: () => void;
}): Promise<{ orders: PulledOrder[]; calls: number; total: number | null }> {
  const { pull, shop, window, now, between } = input;
  const orders: PulledOrder[] = [];
  let cursor: string | null = null;
  let total: number | null = null;
  for (let calls = 1; ; calls++) {
    const page = await pull.listChanged({ shop, window, cursor, now });
    if (!page.ok) throw new Error(`${page.kind}: ${page.reason}`);
    orders.push(...page.orders);
    total ??= page.total;
    if (page.next === null) return { orders, calls, total };
    cursor = page.next;
    between?.();
  }
}
