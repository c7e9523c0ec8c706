type Issue = { path: string; message: string };

/** Issues as they may be kept: what came in a personal field is not quoted. */
export function withoutPersonal<T extends Issue>(issues: readonly T[]): T[] {
  return issues.map((issue) => ({
    ...issue,
    message: /^(orders\.\d+\.)?(receiver|buyer|seller_note)/.test(issue.path) ? issue.message.replace(/ \(got .*\)$/s, "") : issue.message,
  }));
}
