/** `prepare` reads the options (usage errors end there), the function it gives does the work and says what was done. */
export type Command = { usage: string; prepare(args: string[]): () => Promise<string> };
