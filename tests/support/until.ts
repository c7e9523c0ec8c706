const LOOK_EVERY_MS = 25;

/** Waits for a condition of the world outside; fails naming it after `withinMs`. Returns the milliseconds waited. */
export async function until(what: string, holds: () => Promise<boolean>, withinMs = 60_000): Promise<number> {
  const begun = Date.now();
  while (Date.now() - begun < withinMs) {
    if (await holds()) return Date.now() - begun;
    await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS));
  }
  throw new Error(`Not within ${withinMs / 1000} s: ${what}.`);
}
