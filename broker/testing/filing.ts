import '#flow/testing/keys.ts';
import { z } from 'zod';
import { openPool, withTx } from '#db/with-tx.ts';
import { ApplicationId, ResidentId } from '#domain/ids.ts';
import { beginApplication } from '#flow/begin-application.ts';
import { fileApplication } from '#flow/file-application.ts';
import { hintSteps } from '#flow/hint.ts';
import { savePage } from '#flow/save-page.ts';

/** An application that somebody is about to file; `id` once it has been begun, as it stands in a browser's address. */
export const Filing = z.object({
  resident: ResidentId,
  id: ApplicationId.nullable(),
  answers: z.record(z.string(), z.record(z.string(), z.string())),
});
export type Filing = z.infer<typeof Filing>;

const Told = z.object({ url: z.string(), filings: z.array(Filing) });

/** What the process says: an application has been begun, or filed. */
export const Said = z.object({ resident: ResidentId, id: ApplicationId, filed: z.boolean() });

/**
 * A process that files applications one after the other as the portal does, page by page, each in a transaction of its own.
 * It may be killed at any moment; whoever started it goes on with what it has said so far, as a browser would.
 */
async function run(): Promise<void> {
  const { url, filings } = Told.parse(JSON.parse(process.argv[2] ?? ''));
  const pool = openPool(url, 2);
  const say = (said: z.infer<typeof Said>) => process.send?.(said);
  for (const { resident, id: known, answers } of filings) {
    const actor = { kind: 'resident', id: resident } as const;
    const id =
      known ?? (await withTx(pool, actor, (tx) => beginApplication(tx, actor, new Date(), 'after-a-death')));
    say({ resident, id, filed: false });
    for (const [page, raw] of Object.entries(answers))
      await withTx(pool, actor, (tx) => savePage(tx, actor, new Date(), id, page, raw));
    await withTx(pool, actor, (tx) => fileApplication(tx, actor, new Date(), id, 'zh-CN'));
    hintSteps(pool);
    say({ resident, id, filed: true });
  }
  await pool.end();
}

if (process.argv[1] === import.meta.filename) {
  await run();
  process.exit(0);
}
