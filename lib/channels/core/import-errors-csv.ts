/** Spreadsheets run cells that begin with these as formulas. */
const FORMULA_START = /^[=+\-@\t\r]/;

function cell(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

type RejectedRow = { row_number: number; external_id: string; reason: string };

/** Rejected rows as a file that spreadsheets open: row, order number, reason. */
export function importErrorsCsv(rows: readonly RejectedRow[], headers: { row: string; order: string; reason: string }): string {
  const lines = rows.map((row) => [String(row.row_number), row.external_id, row.reason]);
  const table = [[headers.row, headers.order, headers.reason], ...lines];
  return `\uFEFF${table.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** A file to start from: the header and one row, in the reader's language. */
export function importTemplateCsv(locale: string): string {
  const chinese = [
    ["订单号", "下单时间", "付款时间", "订单状态", "商品", "SKU", "数量", "单价", "实付", "收货人", "手机", "省", "市", "区", "地址", "买家留言"],
    [
      "TD-0001",
      "2026-11-24 09:05:00",
      "2026-11-24 09:06:10",
      "待发货",
      "保温杯 500ml",
      "BW-500",
      "1",
      "59.00",
      "59.00",
      "张三",
      "13800138000",
      "浙江省",
      "杭州市",
      "西湖区",
      "文三路 1 号",
      "",
    ],
  ];
  const english = [
    [
      "Order ID",
      "Placed at",
      "Paid at",
      "Status",
      "Title",
      "SKU",
      "Quantity",
      "Price",
      "Paid",
      "Receiver",
      "Phone",
      "Province",
      "City",
      "District",
      "Address",
      "Buyer note",
    ],
    [
      "TD-0001",
      "2026-11-24 09:05:00",
      "2026-11-24 09:06:10",
      "paid",
      "Flask 500 ml",
      "BW-500",
      "1",
      "59.00",
      "59.00",
      "张三",
      "13800138000",
      "浙江省",
      "杭州市",
      "西湖区",
      "文三路 1 号",
      "",
    ],
  ];
  const table = locale.startsWith("zh") ? chinese : english;
  return `\uFEFF${table.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}
