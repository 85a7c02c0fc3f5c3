import 'server-only';
import { setTimeout } from 'node:timers/promises';
import { notFound } from 'next/navigation';
import { ApplicationId } from '#domain/ids.ts';
import { type ApplicationView, readApplication, readApplicationVersion } from '#flow/read-application.ts';
import { readWaiting, type Waiting } from '#flow/waiting.ts';
import { authOrSignIn } from '../auth/auth.ts';
import type { CaseContext } from '../cases/case-context.ts';
import { caseWords } from '../cases/case-words.ts';
import { portal } from '../portal.ts';
import { read } from '../read.ts';

/** The id in an address; whatever is none leads nowhere. */
export function applicationIdOf(text: string): ApplicationId {
  const parsed = ApplicationId.safeParse(text);
  return parsed.success ? parsed.data : notFound();
}

export interface OwnApplicationView extends Omit<ApplicationView, 'cases'> {
  cases: readonly CaseContext[];
}

/**
 * A filed application of the signed-in person's own, each case as its page has it, in the order of the bundle and then
 * what the system drafted; others sign in first.
 */
export async function ownApplication(id: ApplicationId, path: string): Promise<OwnApplicationView> {
  const actor = await authOrSignIn(path);
  const { view, waiting } = await read(actor, async (tx, now) => {
    const view = await readApplication(tx, actor, now, id);
    const waiting = new Map<string, Waiting>();
    for (const { row } of view.cases)
      for (const [step, waits] of await readWaiting(tx, now, row.id)) waiting.set(step, waits);
    return { view, waiting };
  });
  const [words, now] = [await caseWords(), portal().clock()];
  const cases = view.cases.map((each) => {
    return { view: each, evidenceTypes: each.evidenceTypes, words, now, waiting };
  });
  return { ...view, cases };
}

const LONGEST_MS = 2_000;
const LOOK_EVERY_MS = 100;
const NEW_FOR_MS = 10_000;

/**
 * Holds the page that follows a filing until its cases are settled or two seconds have passed: most applications then
 * show their results at once, also without JavaScript.
 */
export async function waitForNews(id: ApplicationId, path: string): Promise<void> {
  const actor = await authOrSignIn(path);
  const look = () => read(actor, (tx) => readApplicationVersion(tx, actor, id));
  const { filedAt, ...first } = await look();
  let { isMoving } = first;
  // A bookmark of this page is opened long after.
  const isNew = portal().clock().getTime() - filedAt.getTime() <= NEW_FOR_MS;
  for (let waited = 0; isNew && isMoving && waited < LONGEST_MS; waited += LOOK_EVERY_MS) {
    await setTimeout(LOOK_EVERY_MS);
    ({ isMoving } = await look());
  }
}
