import { maskPhonesInText } from "@/lib/security/core/mask";

/** Fields of platforms that hold a person, in all the payloads we know, and their likes. */
const PERSONAL_KEY = /consignee|contact|phone|mobile|addr|nick|openid|unionid|id_?card|email|sign_?man|courier|driver|(receiver|buyer)(_?name)?$/i;
/** Fields that may: a name is a person's unless it is that of goods or of a shop. */
const DOUBTFUL_KEY = /name|receiver|buyer|tel(e|$|_)|detail|town|street|village|memo|remark|note|message|zip|post_?code/i;
/** Names of things, and the words of a status: without them nobody could tell what is wrong with a payload. */
const PLAIN_KEY =
  /title|goods|product|sku|spec|item|shop|mall|store|platform|warehouse|company|carrier|status|state|type|unreadable|reason|province|city|county|district/i;
const CJK = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;
const CJK_RUN = /[\u2e80-\u9fff\uf900-\ufaff]+/g;
const MOBILE = /^1[3-9]\d{9}$/;

/**
 * A payload as it may be looked at without a purpose: every field that may hold a person shows its first character and
 * its length, numbers and codes stay. Unknown Chinese text counts as personal: better a title hidden than a name shown.
 */
export function maskPayload(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((entry) => maskPayload(entry, key));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, maskPayload(entry, name)]));
  }
  if (typeof value === "number") return MOBILE.test(String(value)) ? maskText(String(value)) : value;
  return typeof value === "string" ? maskString(value, key) : value;
}

function maskString(text: string, key: string): string {
  const nested = nestedJson(text);
  if (nested !== undefined) return JSON.stringify(maskPayload(nested, key));
  const plain = PLAIN_KEY.test(key) && !PERSONAL_KEY.test(key);
  if (!plain && (PERSONAL_KEY.test(key) || DOUBTFUL_KEY.test(key))) return maskText(text);
  // A body that could not be read has no fields: its words are hidden, its shape stays.
  if (CJK.test(text) && !plain) return maskPhonesInText(text).replace(CJK_RUN, (run) => "*".repeat([...run].length));
  return maskPhonesInText(text);
}

/** Platforms put JSON into strings. */
function nestedJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** "张三丰" → "张**"; what is masked already stays, and an empty one shows that it is empty. */
function maskText(text: string): string {
  const letters = [...text];
  if (letters.length === 0 || text.includes("*")) return text;
  return `${letters[0]}${"*".repeat(letters.length - 1)}`;
}
