import { useTranslations } from "next-intl";
import type { ImportRowView } from "@/lib/channels/core/import-view";

/** Why a row was rejected, in the reader's language where there is a sentence for it. */
export function useRowReason(): (row: ImportRowView) => string {
  const sentences = useTranslations("channels.cell_errors");
  const columns = useTranslations("channels.columns");
  const sentence = ({ path, message, code, value = "", row = 0 }: ImportRowView["errors"][number]) => {
    if (!code) return path ? `${path}: ${message}` : message;
    return sentences(code, { row, value, column: columns.has(path) ? columns(path) : path });
  };
  return ({ errors }) => errors.map(sentence).join(" ");
}
