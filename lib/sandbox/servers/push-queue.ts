import type { PushRequest } from "./push-requests";

/** Platforms try again when they are not answered well. */
const RETRY_PAUSES_MS = [1_000, 3_000, 8_000, 20_000, 60_000, 180_000] as const;
const TIMEOUT_MS = 10_000;
const MAX_AT_ONCE = 4;

/** Sends pushes to the product, a few at a time, each until it is acknowledged or given up. */
export class PushQueue {
  private readonly waiting: { request: PushRequest; attempt: number }[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private running = 0;
  private stopped = false;

  constructor(
    private readonly appUrl: string,
    private readonly onProblem: (text: string) => void,
  ) {}

  send(request: PushRequest, delayMs = 0): void {
    this.later(delayMs, () => this.add(request, 0));
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
  }

  private later(delayMs: number, work: () => void): void {
    if (this.stopped) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, delayMs);
    this.timers.add(timer);
  }

  private add(request: PushRequest, attempt: number): void {
    this.waiting.push({ request, attempt });
    this.next();
  }

  private next(): void {
    while (!this.stopped && this.running < MAX_AT_ONCE) {
      const job = this.waiting.shift();
      if (!job) return;
      this.running += 1;
      void this.deliver(job.request, job.attempt).finally(() => {
        this.running -= 1;
        this.next();
      });
    }
  }

  private async deliver(request: PushRequest, attempt: number): Promise<void> {
    const problem = await post(this.appUrl, request);
    if (problem === null) return;
    const pause = RETRY_PAUSES_MS[attempt];
    if (pause === undefined) this.onProblem(`gave up on ${request.path}: ${problem}`);
    else this.later(pause, () => this.add(request, attempt + 1));
  }
}

/** Null when the product acknowledged. */
async function post(appUrl: string, request: PushRequest): Promise<string | null> {
  try {
    const { path, headers, body } = request;
    const response = await fetch(new URL(path, appUrl), {
      method: "POST",
      headers,
      body: Buffer.from(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    return response.ok ? null : `HTTP ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
