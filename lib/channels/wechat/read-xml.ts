const ELEMENT = /<([A-Za-z_][\w.-]*)>(?:\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*|([\s\S]*?))<\/\1>/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
/** Real messages are three deep. */
const DEEPEST = 8;

/**
 * WeChat's XML messages: elements without attributes, text or CDATA. An element that comes twice becomes a list.
 * Anything else an XML file may hold (declarations, entities of its own) is not read. Null when there is no element.
 */
export function readXml(text: string, depth = 0): Record<string, unknown> | null {
  if (depth > DEEPEST) return null;
  const found: Record<string, unknown> = Object.create(null);
  let any = false;
  for (const [, name = "", cdata, content = ""] of text.matchAll(ELEMENT)) {
    any = true;
    const value = cdata ?? readXml(content, depth + 1) ?? plain(content);
    const before = found[name];
    if (before === undefined) found[name] = value;
    else found[name] = Array.isArray(before) ? [...before, value] : [before, value];
  }
  return any ? found : null;
}

function plain(text: string): string {
  return text.trim().replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? "");
}
