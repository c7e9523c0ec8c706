import { expect, test } from "vitest";
import { openText, sealText } from "@/lib/security/crypto/field-cipher";

test("no two seals share an initialisation vector, also past the supply drawn at once", () => {
  const sealed = Array.from({ length: 2_000 }, () => sealText("test:1", "张三丰"));
  const vectors = new Set(sealed.map((text) => Buffer.from(text.slice(3), "base64").subarray(0, 12).toString("hex")));
  expect(vectors.size).toBe(2_000);
  for (const text of sealed.slice(0, 20)) expect(openText("test:1", text)).toBe("张三丰");
});

test("a seal opens only where it was made", () => {
  expect(() => openText("test:2", sealText("test:1", "张三丰"))).toThrow();
});
