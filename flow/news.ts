import { queueNotice } from '#db/notices.ts';
import type { Tx } from '#db/with-tx.ts';
import { type ApplicationId, NoticeId } from '#domain/ids.ts';
import { newId } from './new-id.ts';

/** What happens within this time goes into one mail: four cases are often decided within a second. */
const GATHER_MS = 5_000;

/** Queues a mail to the parties of an application, in the transaction of what it will tell them. */
export async function queueNews(tx: Tx, now: Date, applicationId: ApplicationId): Promise<void> {
  const dueAt = new Date(now.getTime() + GATHER_MS);
  await queueNotice(tx, { id: newId(NoticeId, 'mail', now), applicationId, dueAt, createdAt: now });
}
