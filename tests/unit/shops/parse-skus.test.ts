import { expect, test } from "vitest";
import { parseSkus } from "@/components/shops/parse-skus";

test("two columns of a sheet and typed lines are read, blank lines are not", () => {
  expect(parseSkus("TB-1\tCUP-RED\r\n\nTB-2, CUP-BLUE\nTB-3，CUP-GREEN\n")).toEqual({
    mappings: [
      { platform_sku: "TB-1", sku: "CUP-RED" },
      { platform_sku: "TB-2", sku: "CUP-BLUE" },
      { platform_sku: "TB-3", sku: "CUP-GREEN" },
    ],
    bad: [],
  });
});

test("a line that is not two words is named and not guessed at", () => {
  expect(parseSkus("TB-1\nTB-2,\nTB-3, A, B\nTB-4, C,")).toEqual({
    mappings: [{ platform_sku: "TB-4", sku: "C" }],
    bad: ["TB-1", "TB-2,", "TB-3, A, B"],
  });
});

test("of a SKU that stands twice the last line counts", () => {
  expect(parseSkus("TB-1, A\nTB-1, B").mappings).toEqual([{ platform_sku: "TB-1", sku: "B" }]);
});
