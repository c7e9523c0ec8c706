/** "张三丰" → "张**", "Li Lei" → "L*****"; blanks stay blank. */
export function maskName(name: string): string {
  const letters = [...name.trim()];
  const first = letters[0];
  if (first === undefined) return "";
  return first + "*".repeat(Math.max(1, letters.length - 1));
}

/** "13800138000" → "138****8000"; already masked or virtual numbers keep their shape. */
export function maskPhone(phone: string): string {
  const text = phone.trim();
  if (text === "" || text.includes("*")) return text;
  if (text.length < 7) return "*".repeat(text.length);
  return `${text.slice(0, 3)}****${text.slice(-4)}`;
}

/** Keeps the road or community and hides every number: "文三路 138 号 2 幢 501" → "文三路 *** 号 * 幢 ***". */
export function maskAddress(address: string): string {
  return address.replace(/[0-9０-９A-Za-z]/g, "*").replace(/[一二三四五六七八九十百]+(?=[号室层楼栋幢座单])/g, "*");
}

const PHONE_IN_TEXT = /(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g;
const LANDLINE_IN_TEXT = /(?<!\d)(0\d{2,3}-)\d{3,4}(\d{4})(?!\d)/g;

/** Phones inside free text; 15-digit waybill numbers stay readable. */
export function maskPhonesInText(text: string): string {
  return text.replace(PHONE_IN_TEXT, "$1****$2").replace(LANDLINE_IN_TEXT, "$1****$2");
}
