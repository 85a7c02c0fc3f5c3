import type { HealthReply } from '../protocol.ts';

export type Health = HealthReply['status'];
/** Looks whether the register behind the service can be asked. Throwing, or taking too long, is not knowing. */
export type Probe = () => Health | Promise<Health>;

const PATIENCE_MS = 2_000;

/** How the register is, and since when. */
export function openHealth(probe: Probe, clock: () => Date): () => Promise<HealthReply> {
  let known: HealthReply = { status: 'unknown', since: clock().toISOString() };
  return async () => {
    const status = await ask(probe);
    if (status !== known.status) known = { status, since: clock().toISOString() };
    return known;
  };
}

async function ask(probe: Probe): Promise<Health> {
  const tired = Promise.withResolvers<Health>();
  const timer = setTimeout(() => tired.resolve('unknown'), PATIENCE_MS);
  try {
    return await Promise.race([probe(), tired.promise]);
  } catch {
    return 'unknown';
  } finally {
    clearTimeout(timer);
  }
}
