/** What a column of an imported file can be, and the headers that say so, Chinese first. */
export const IMPORT_COLUMNS = {
  external_id: ["订单号", "订单编号", "主订单编号", "主订单号", "平台单号", "orderid", "orderno", "ordernumber", "externalid"],
  external_line_id: ["子订单编号", "子订单号", "明细编号", "商品单号", "lineid", "externallineid"],
  placed_at: ["下单时间", "订单创建时间", "创建时间", "订单提交时间", "拍下时间", "placedat", "orderedat", "createdat", "ordertime"],
  paid_at: ["付款时间", "支付时间", "订单付款时间", "支付完成时间", "paidat", "paymenttime"],
  modified_at: ["修改时间", "更新时间", "最后修改时间", "modifiedat", "updatedat"],
  promised_ship_at: ["承诺发货时间", "最晚发货时间", "promisedshipat", "shipby"],
  status: ["状态", "订单状态", "status", "orderstatus"],
  title: ["商品", "商品名称", "商品标题", "宝贝标题", "选购商品", "品名", "title", "product", "productname", "item"],
  spec: ["规格", "商品规格", "销售属性", "spec", "variant"],
  sku: ["sku", "sku编码", "商家编码", "商家sku", "货号", "商品编码", "skucode"],
  quantity: ["数量", "商品数量", "购买数量", "件数", "quantity", "qty"],
  unit_price: ["单价", "商品单价", "售价", "price", "unitprice"],
  paid: ["实付", "实付金额", "实付款", "商品实付", "买家实付", "paid", "linepaid"],
  order_paid: ["订单实付", "订单实付金额", "买家实际支付金额", "orderpaid"],
  freight: ["运费", "邮费", "快递费", "freight", "shippingfee"],
  name: ["收货人", "收件人", "收货人姓名", "收件人姓名", "姓名", "receiver", "receivername", "name"],
  phone: ["手机", "手机号", "手机号码", "联系电话", "联系手机", "收货人手机", "收件人手机", "收货人电话", "电话", "phone", "mobile"],
  province: ["省", "省份", "收货省份", "province", "state"],
  city: ["市", "城市", "收货城市", "city"],
  district: ["区", "区县", "区/县", "县", "收货地区", "district", "county"],
  town: ["街道", "乡镇", "镇", "town", "street"],
  address: ["地址", "详细地址", "收货地址", "收件地址", "address"],
  buyer_nick: ["买家昵称", "买家会员名", "买家", "buyer", "buyernick"],
  buyer_note: ["买家留言", "买家备注", "留言", "buyernote", "buyermessage"],
  seller_note: ["卖家备注", "商家备注", "备注", "sellernote", "remark"],
  payment_method: ["支付方式", "付款方式", "paymentmethod"],
  carrier: ["快递公司", "物流公司", "carrier"],
  tracking_number: ["快递单号", "物流单号", "运单号", "trackingnumber"],
} as const satisfies Record<string, readonly string[]>;

export type ImportColumn = keyof typeof IMPORT_COLUMNS;

/** Shorter words fit everywhere. */
const SHORTEST_GUESS = 2;

/** Columns without which no order can be made. */
const REQUIRED_COLUMNS: readonly ImportColumn[] = ["external_id", "placed_at", "quantity"];

/** Whether an order cannot do without it, alone or with the other that stands for it. */
export function isRequired(column: ImportColumn): boolean {
  return [...REQUIRED_COLUMNS, "title", "unit_price"].includes(column);
}

const BY_HEADER = new Map<string, ImportColumn>(
  Object.entries(IMPORT_COLUMNS).flatMap(([column, headers]) => headers.map((header) => [header, column as ImportColumn] as const)),
);

/** "单价(元)" → "单价", "Order ID" → "orderid". */
function normalHeader(header: string): string {
  return header
    .replace(/^\uFEFF/, "")
    .replace(/[（(][^）)]*[）)]/g, "")
    .replace(/[\s_*-]/g, "")
    .toLowerCase();
}

export const IMPORT_COLUMN_NAMES = Object.keys(IMPORT_COLUMNS) as [ImportColumn, ...ImportColumn[]];

/**
 * Position → column. What a person chose goes before what headings usually mean; "" in `chosen` leaves a column out.
 * Headings nobody knows are left out, and the first of two equal ones counts.
 */
export function mapHeaders(
  headers: readonly string[],
  chosen: Partial<Record<ImportColumn, string>> = {},
): { columns: Map<number, ImportColumn>; missing: ImportColumn[] } {
  const columns = new Map<number, ImportColumn>();
  const settled = new Set<ImportColumn>();
  const found = new Set<ImportColumn>();
  for (const [column, heading] of Object.entries(chosen) as [ImportColumn, string][]) {
    const index = heading === "" ? -1 : headers.findIndex((header) => header.trim() === heading.trim());
    if (heading === "") settled.add(column);
    if (index < 0 || columns.has(index)) continue;
    columns.set(index, column);
    settled.add(column);
    found.add(column);
  }
  headers.forEach((header, index) => {
    const column = BY_HEADER.get(normalHeader(header));
    if (column === undefined || settled.has(column) || columns.has(index)) return;
    settled.add(column);
    found.add(column);
    columns.set(index, column);
  });
  return { columns, missing: missingOf(found) };
}

function missingOf(found: ReadonlySet<ImportColumn>): ImportColumn[] {
  const missing = REQUIRED_COLUMNS.filter((column) => !found.has(column));
  if (!found.has("title") && !found.has("sku")) missing.push("title");
  if (!found.has("unit_price") && !found.has("paid")) missing.push("unit_price");
  return missing;
}

/** What a heading nobody knows might be: one that holds a known heading ("平台订单编号(必填)"), or is part of one. */
export function guessColumn(header: string): ImportColumn | null {
  const normal = normalHeader(header);
  if (normal.length < SHORTEST_GUESS) return null;
  const likely = [...BY_HEADER].filter(([known]) => known.length >= SHORTEST_GUESS && (normal.includes(known) || known.includes(normal)));
  // The longest heading that fits says most: "收货人手机" is a phone, though "收货人" fits as well.
  return likely.sort(([a], [b]) => b.length - a.length)[0]?.[1] ?? null;
}
