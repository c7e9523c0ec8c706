import { expect, test } from "vitest";
import { toImportedOrder } from "@/lib/channels/core/import-orders";

test("a file's name of a carrier becomes our code, on the order and on its parcel, so that the platform's own word meets it", () => {
  const cells = {
    external_id: "1",
    placed_at: "2026-11-20 09:05:00",
    paid_at: "2026-11-20 09:06:00",
    status: "已发货",
    paid: "10.00",
    carrier: "顺丰速运",
    tracking_number: "SF1",
    receiver_name: "许晴川",
    sku: "A",
    quantity: "1",
  };
  const imported = toImportedOrder([{ rowNumber: 2, cells }], "s");
  expect(imported.parcels).toEqual([{ carrier: "shunfeng", trackingNumber: "SF1" }]);
  expect(imported.order).toMatchObject({ carrier: "shunfeng" });
});
