/** The work was done and its result is bad news: exit status 1, the sentence on stderr, `output` still on stdout. */
export class CommandFailed extends Error {
  constructor(
    message: string,
    readonly output: string,
  ) {
    super(message);
  }
}
