import type { Pool } from '#db/with-tx.ts';
import type { Clock } from '#flow/clock.ts';
import { log } from '#flow/log.ts';
import { noticeHasToWait, noticeWasSent, takeNotice } from '#flow/send-notices.ts';
import {
  batchHasToWait,
  batchWasRefused,
  batchWasSent,
  type DueBatch,
  settleBatch,
  takeBatch,
} from '#flow/send-payments.ts';
import type { BankClient } from './bank-client.ts';
import type { MailTransport } from './mail-transport.ts';

/** Where the outbox goes. */
export interface DeliverySettings {
  pool: Pool;
  clock: Clock;
  mail: MailTransport;
  bank: BankClient;
  /** Begins the links in mails. */
  portalUrl: string;
}

/** Sends one notice that is due. At least once: a mail server can know a repeat by its Message-ID. */
export async function deliverNotice({ pool, clock, mail, portalUrl }: DeliverySettings): Promise<boolean> {
  const due = await takeNotice(pool, clock(), portalUrl);
  if (due === undefined) return false;
  for (const each of due.mails) {
    const delivery = await mail.send(each);
    if (delivery === 'sent') continue;
    log.warn({ notice: due.notice.id, code: delivery.code, again: delivery.retry }, 'mail not taken');
    await noticeHasToWait(pool, clock(), due, !delivery.retry);
    return true;
  }
  await noticeWasSent(pool, clock(), due);
  return true;
}

/** Sends one released batch, or asks what became of one. The bank knows a repeat by the batch's id. */
export async function deliverBatch(settings: DeliverySettings): Promise<boolean> {
  const { pool, clock } = settings;
  const due = await takeBatch(pool, clock());
  if (due === undefined) return false;
  await (due.status === 'released' ? submit(settings, due) : ask(settings, due));
  return true;
}

async function submit({ pool, clock, bank }: DeliverySettings, due: DueBatch): Promise<void> {
  const lines = due.payments.map(({ caseId: _, ...line }) => line);
  const submission = await bank.submit({ id: due.id, lines });
  if (submission === 'accepted') return batchWasSent(pool, clock(), due.id);
  if (submission === 'unavailable') return batchHasToWait(pool, clock(), due);
  log.error(
    { batch: due.id, code: submission.refused },
    'the bank refuses a batch; its orders wait for another',
  );
  return batchWasRefused(pool, clock(), due.id);
}

async function ask({ pool, clock, bank }: DeliverySettings, due: DueBatch): Promise<void> {
  const statement = await bank.statement(due.id);
  if (statement === 'unavailable' || statement === 'unknown') {
    if (statement === 'unknown') log.error({ batch: due.id }, 'the bank has no such batch');
    return batchHasToWait(pool, clock(), due);
  }
  const settled = statement.lines.flatMap((line) => (line.result === 'pending' ? [] : [line]));
  await settleBatch(pool, clock(), due, settled);
}
