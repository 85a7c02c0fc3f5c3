import { listCasesOf } from '#db/cases.ts';
import { civilDateAt } from '#domain/dates.ts';
import { Answers } from './draft.ts';
import type { Hand } from './hand.ts';
import { openInto, toOpen } from './open.ts';
import { openCase } from './open-case.ts';
import { findService, UnknownServiceError } from './services.ts';

/**
 * Opens the cases that follow from a decision, each once: an over-payment becomes a case of its own that a person signs
 * (社会保险经办条例第四十六条), and the decision that it follows from does not wait for it.
 */
export async function openDrafts(hand: Hand, services: readonly string[]): Promise<void> {
  const { tx, actor, now, leaves, loaded } = hand;
  const { row, application, key, parties } = loaded;
  const there = await listCasesOf(tx, row.applicationId);
  const missing = services.filter((id) => !there.some(({ service }) => service === id));
  if (missing.length === 0) return;
  const { answers } = await openInto(leaves, tx, actor, 'assess', {
    answers: toOpen(application.answers, Answers),
  });
  for (const id of missing) {
    const service = await findService(tx, id, civilDateAt(now));
    if (service === undefined) throw new UnknownServiceError(id);
    const filed = { row: { ...application, id: row.applicationId, area: row.area }, key, parties };
    const opened = await openCase(tx, actor, actor, now, filed, service, answers.claim);
    leaves.push({ kind: 'case.drafted', actor: actor.id, refs: { case: opened, from: row.id, service: id } });
  }
}
