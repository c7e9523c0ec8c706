// Every sentence stands in both languages, with the same placeholders; every namespace a component asks for exists.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse, TYPE } from "@formatjs/icu-messageformat-parser";

const { literal: LITERAL, pound: POUND, tag: TAG } = TYPE;

export function messageFaults(root) {
  const folder = path.join(root, "config", "messages");
  const [zh, en] = ["zh-CN", "en"].map((locale) => read(path.join(folder, locale)));
  const missing = (from, to, language) => [...from.keys()].filter((key) => !to.has(key)).map((key) => `${key} is missing in ${language}`);
  const holes = [...zh]
    .filter(([key, text]) => en.has(key) && names(text) !== names(en.get(key)))
    .map(([key]) => `${key} has other placeholders in zh-CN than in en`);
  return [...missing(zh, en, "en"), ...missing(en, zh, "zh-CN"), ...holes, ...unknownNamespaces(root, zh)];
}

function read(folder) {
  const flat = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
    flatten(JSON.parse(readFileSync(path.join(folder, file), "utf8")), file.slice(0, -".json".length), flat);
  }
  return flat;
}

function flatten(value, prefix, flat) {
  if (typeof value === "string") flat.set(prefix, value);
  else for (const [key, entry] of Object.entries(value)) flatten(entry, `${prefix}.${key}`, flat);
}

function names(text) {
  return [...new Set(argumentsOf(parse(text)))].sort().join(",");
}

/** Arguments by name, also those that stand only inside a plural's or a select's branch; text and `#` have none. */
function argumentsOf(parts) {
  return parts.flatMap(({ type, value, options, children = [] }) => {
    if (type === LITERAL || type === POUND) return [];
    const inside = [...children, ...Object.values(options ?? {}).flatMap((branch) => branch.value)];
    return [...(type === TAG ? [] : [value]), ...argumentsOf(inside)];
  });
}

/** useTranslations("orders.filter") needs keys under it; a literal t("x") of such a file needs its own. */
function unknownNamespaces(root, messages) {
  const keys = [...messages.keys()];
  return ["app", "components"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true })
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) => {
        const text = readFileSync(path.join(root, folder, file), "utf8");
        const asked = [...text.matchAll(/(?:useTranslations|getTranslations)\("([\w.-]+)"\)/g)].map(([, name]) => name);
        return asked
          .filter((name) => !keys.some((key) => key.startsWith(`${name}.`)))
          .map((name) => `${folder}/${file} asks for the namespace "${name}", which has no messages`);
      }),
  );
}
