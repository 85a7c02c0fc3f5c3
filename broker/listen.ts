import postgres from 'postgres';
import { STEPS_CHANNEL } from '#flow/hint.ts';

/**
 * Listens for hints that steps are due, on a connection of its own whose role has no table rights. A notification is
 * only a hint: on every (re)subscription the queue is read again, and a poll stands behind it.
 */
export async function listenForSteps(url: string, onHint: () => void): Promise<() => Promise<void>> {
  const sql = postgres(url, { max: 1, prepare: false, onnotice: () => undefined });
  await sql.listen(STEPS_CHANNEL, onHint, onHint);
  return () => sql.end({ timeout: 1 });
}
