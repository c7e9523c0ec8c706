import type { ReactNode } from "react";
import classes from "./dense-table.module.css";

export type DenseColumn = { key: string; label: string; width?: number; right?: boolean };

/** One line a row, 36 px high; on a narrow screen the table scrolls and the page does not. */
export function DenseTable({ label, columns, minWidth, children }: { label: string; columns: DenseColumn[]; minWidth: number; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset; and a section of this name would be a second landmark beside its panel
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <div className={classes.scroll} role="group" aria-label={label} tabIndex={0}>
      <table className={classes.table} style={{ minWidth }}>
        <thead>
          <tr>
            {columns.map(({ key, label: text, width, right }) => (
              <th key={key} scope="col" style={{ width }} data-right={right || undefined}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
