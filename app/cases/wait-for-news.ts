import 'server-only';
import { setTimeout } from 'node:timers/promises';
import type { CaseId } from '#domain/ids.ts';
import { readCaseVersion } from '#flow/read-case.ts';
import { authOrSignIn } from '../auth/auth.ts';
import { portal } from '../portal.ts';
import { read } from '../read.ts';

const LONGEST_MS = 2_000;
const LOOK_EVERY_MS = 100;
const NEW_FOR_MS = 10_000;

/**
 * Holds the page that follows a filing until its case is settled or two seconds have passed: most cases then show
 * their result at once, also without JavaScript.
 */
export async function waitForNews(id: CaseId, path: string): Promise<void> {
  const actor = await authOrSignIn(path);
  for (let waited = 0; waited < LONGEST_MS; waited += LOOK_EVERY_MS) {
    const { status, submittedAt } = await read(actor, (tx) => readCaseVersion(tx, actor, id));
    if (status !== 'submitted' && status !== 'verifying') return;
    // A bookmark of this page is opened long after.
    if (portal().clock().getTime() - submittedAt.getTime() > NEW_FOR_MS) return;
    await setTimeout(LOOK_EVERY_MS);
  }
}
