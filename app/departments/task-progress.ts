import type { VersionView } from '#flow/connectors/read-version.ts';

const STEPS = { running: 0, onDesk: 1, answered: 2, finished: 3 };

/** How far the tasks of a version have come together: it grows with everything that its page would show anew. */
export function progressOf({ own, onDesk }: Pick<VersionView, 'own' | 'onDesk'>): number {
  return own.reduce((sum, { id, finishedAt }) => {
    const desk = onDesk.get(id);
    if (finishedAt !== null) return sum + STEPS.finished;
    if (desk === undefined) return sum + STEPS.running;
    return sum + (desk.state === 'open' ? STEPS.onDesk : STEPS.answered);
  }, 0);
}

/** Whether the broker is at work on any of them; one that waits for officers holds up nothing. */
export function isRunning({ own, onDesk }: Pick<VersionView, 'own' | 'onDesk'>): boolean {
  return own.some(({ id, finishedAt }) => finishedAt === null && !onDesk.has(id));
}
