type Issue = { path: string; message: string };

/** Issues as they may be kept: what came in a personal field is not quoted. */
export function withoutPersonal(issues: readonly Issue[]): Issue[] {
  return issues.map(({ path, message }) => ({
    path,
    message: /^(orders\.\d+\.)?(receiver|buyer|seller_note)/.test(path) ? message.replace(/ \(got .*\)$/s, "") : message,
  }));
}
