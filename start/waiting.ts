import { setTimeout as delay } from 'node:timers/promises';

/** Asks every 50 ms until the answer is true; false once `seconds` have passed. */
export async function waitUntil(
  settled: () => boolean | Promise<boolean>,
  seconds: number,
): Promise<boolean> {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    if (await settled()) return true;
    await delay(50);
  }
  return await settled();
}

/** Milliseconds to wait before the nth restart in a row (n from 1): 0.5 s, doubling, at most 30 s. */
export function backOff(restart: number): number {
  return Math.min(30_000, 500 * 2 ** (restart - 1));
}
