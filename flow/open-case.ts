import { randomInt } from 'node:crypto';
import type { PartyRow, SealedAnswers } from '#db/applications.ts';
import { type CaseRow, insertCase, insertEvents } from '#db/cases.ts';
import type { Tx } from '#db/with-tx.ts';
import { areaChain } from '#domain/area.ts';
import { replay } from '#domain/case.ts';
import type { CaseEvent } from '#domain/case-event.ts';
import { makeCaseNumber } from '#domain/case-number.ts';
import { civilDateAt } from '#domain/dates.ts';
import { type ApplicationId, CaseId } from '#domain/ids.ts';
import { type Claim, initial } from '#domain/ladder.ts';
import type { Actor } from '#domain/permission.ts';
import type { CompiledService } from '#domain/rules.ts';
import { advance } from './advance.ts';
import { eventRow } from './append.ts';
import { dueAfter } from './calendar.ts';
import { openParameters } from './case-facts.ts';
import type { DataKey } from './data-key.ts';
import { closeHand, type Hand } from './hand.ts';
import { record } from './ledger.ts';
import { newId } from './new-id.ts';

/** A filed application as its cases are opened from it. */
export interface FiledApplication {
  row: SealedAnswers & { id: ApplicationId; area: string };
  key: DataKey;
  parties: readonly PartyRow[];
}

/**
 * Opens one case of an application and moves it as far as it goes: its submission, its first wave.
 * @param opener who files it: the applicant, or the system for a case that follows from another
 */
export async function openCase(
  tx: Tx,
  opener: Actor,
  system: Hand['actor'],
  now: Date,
  { row, key, parties }: FiledApplication,
  service: CompiledService,
  claim: Claim,
): Promise<CaseId> {
  const id = newId(CaseId, 'case', now);
  const [area = ''] = areaChain(row.area);
  const number = makeCaseNumber(area, civilDateAt(now), String(randomInt(100_000_000)).padStart(8, '0'));
  const due = await dueAfter(tx, now, service.definition.timeLimit.workingDays);
  const { id: serviceId, version: serviceVersion } = service.definition;
  const event: CaseEvent = {
    type: 'case.submitted',
    version: 1,
    data: { application: row.id, number, service: serviceId, serviceVersion, area: row.area, due },
  };
  const state = replay([event]);
  const { seq, status, needs, payment } = state;
  const named = { id, applicationId: row.id, number, service: serviceId, serviceVersion, area: row.area };
  const fold = { status, due, seq, needs: [...needs], payment, owner: null };
  const caseRow: CaseRow = { ...named, ...fold, submittedAt: now, decidedAt: null };
  await insertCase(tx, caseRow);
  await insertEvents(tx, [eventRow(id, 1, event, opener, now, null)]);
  await record(tx, now, [
    { kind: 'application.filed', actor: opener.id, refs: { application: row.id, case: id, number } },
  ]);

  const states = Object.fromEntries(
    service.definition.requirements.map((each) => [each.id, initial(each, claim)]),
  );
  const lookup = await openParameters(tx, service, row.area);
  const loaded = { row: caseRow, history: [], state, application: row, parties, key };
  const hand: Hand = { tx, actor: system, now, service, loaded, events: [], leaves: [] };
  await closeHand(hand, await advance(hand, state, { claim, states, lookup, judged: {} }));
  return id;
}
