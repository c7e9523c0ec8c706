import { expect, test } from "vitest";
import { genericOrder } from "@/lib/channels/adapters/generic/fixtures";
import { pddDetail } from "@/lib/channels/adapters/pdd/fixtures";
import { maskPayload } from "@/lib/inbox/core/mask-payload";

test("names, phones and addresses are hidden wherever they stand, also in JSON inside a string", () => {
  const order = genericOrder({ external_id: "O-1", buyer_note: "请打 13800138000" });
  const masked = JSON.stringify(maskPayload({ order, as_text: JSON.stringify(order), phone_as_number: 13_411_112_222 }));
  for (const personal of ["叶知秋", "13411112222", "灵隐路", "13800138000"]) expect(masked).not.toContain(personal);
  expect(masked).toContain("O-1");
  expect(masked).toContain("浙江省");
});

test("Pinduoduo's order shows its goods and amounts and no receiver", () => {
  const at = new Date("2026-11-20T03:00:00Z");
  const detail = pddDetail({
    orderSn: "261120-1",
    orderStatus: 1,
    createdAt: at,
    updatedAt: at,
    receiver: { name: "周远舟", phone: "13600002222", address: "翠微路 5 号" },
    place: { province: "浙江省", city: "宁波市", district: "鄞州区" },
    items: [{ skuId: "11", sku: "CUP", name: "保温杯", quantity: 1, price: 2590 }],
  });
  const masked = JSON.stringify(maskPayload(detail));
  for (const personal of ["周远舟", "13600002222", "翠微"]) expect(masked).not.toContain(personal);
  for (const plain of ["261120-1", "CUP", "25.9", "宁波市"]) expect(masked).toContain(plain);
});

test("words of a body that could not be read are hidden, its codes stay", () => {
  expect(maskPayload({ unreadable: "The body is not JSON.", body: '{"name":"张三丰","id":"A-1' })).toEqual({
    unreadable: "The body is not JSON.",
    body: '{"name":"***","id":"A-1',
  });
});

test("what is masked, empty or no text stays as it is", () => {
  const payload = { name: "张**", phone: "", count: 3, paid: true, nothing: null, list: [] };
  expect(maskPayload(payload)).toEqual(payload);
});
