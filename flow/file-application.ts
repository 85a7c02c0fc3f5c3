import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { findResident, type ResidentRow } from '#db/accounts.ts';
import {
  type ApplicationRow,
  insertParties,
  listCasesOf,
  lockOwnApplication,
  markFiled,
  type PartyRow,
} from '#db/applications.ts';
import { type CaseRow, insertCase, insertEvents } from '#db/cases.ts';
import { sealed } from '#db/sealed.ts';
import type { Tx } from '#db/with-tx.ts';
import { areaChain } from '#domain/area.ts';
import { replay } from '#domain/case.ts';
import type { CaseEvent } from '#domain/case-event.ts';
import { makeCaseNumber } from '#domain/case-number.ts';
import { civilDateAt } from '#domain/dates.ts';
import { parsePage } from '#domain/form.ts';
import { type ApplicationId, CaseId, PartyId } from '#domain/ids.ts';
import { type Claim, initial } from '#domain/ladder.ts';
import type { Actor } from '#domain/permission.ts';
import { PersonRef } from '#domain/question.ts';
import type { CompiledService } from '#domain/rules.ts';
import type { PartyRole } from '#domain/service.ts';
import { advance } from './advance.ts';
import { eventRow } from './append.ts';
import { blindIndex } from './blind-index.ts';
import { dueAfter } from './calendar.ts';
import { openParameters } from './case-facts.ts';
import { type DataKey, getKey } from './data-key.ts';
import { openAnswers, saveAnswers } from './draft.ts';
import { closeHand } from './hand.ts';
import { idContext } from './id-context.ts';
import { record } from './ledger.ts';
import { newId } from './new-id.ts';
import { open, toOpen } from './open.ts';
import { VerbError } from './problems.ts';
import { seal } from './seal.ts';
import { findService } from './services.ts';
import { SYSTEM } from './system.ts';

/** What filing came to: a case (the same one however often it is asked), or the first page that still lacks something. */
export type Filing = { kind: 'filed'; caseId: CaseId } | { kind: 'incomplete'; page: string };

/**
 * Files an application: parties, case, events, the first wave of questions and their queue rows in one transaction.
 * Needs no department and no broker. The application row is locked and filed once: ten clicks, two tabs and the back
 * button all come to the same case.
 * @throws VerbError not_found for an application that is not this resident's own
 */
export async function fileApplication(tx: Tx, actor: Actor, now: Date, id: ApplicationId): Promise<Filing> {
  if (actor.kind !== 'resident') throw new VerbError('not_found');
  const row = await lockOwnApplication(tx, id, actor.id);
  const service = row && (await findService(tx, row.service, civilDateAt(now)));
  const resident = await findResident(tx, actor.id);
  if (row === undefined || service === undefined || resident === undefined) throw new VerbError('not_found');
  if (row.status === 'filed') return { kind: 'filed', caseId: await getOnlyCase(tx, id) };

  const { claim, rejected } = await openAnswers(tx, actor, 'filing', now, row);
  const context = await idContext(tx, now);
  const lacking = service.definition.pages.find(
    (page) => page.id in rejected || !parsePage(page, claim, context).ok,
  );
  if (lacking !== undefined) return { kind: 'incomplete', page: lacking.id };

  const key = await getKey(tx, row.keyId);
  await saveAnswers(tx, row, { claim, rejected: {} }, now);
  const parties = await addParties(tx, actor, now, row, key, resident, service, claim);
  await markFiled(tx, id, now);
  return { kind: 'filed', caseId: await openCase(tx, actor, now, { row, key, parties }, service, claim) };
}

async function getOnlyCase(tx: Tx, id: ApplicationId): Promise<CaseId> {
  const [first] = await listCasesOf(tx, id);
  if (first === undefined) throw new Error('a filed application has a case');
  return first;
}

async function addParties(
  tx: Tx,
  actor: Extract<Actor, { kind: 'resident' }>,
  now: Date,
  row: ApplicationRow,
  key: DataKey,
  resident: ResidentRow,
  service: CompiledService,
  claim: Claim,
): Promise<PartyRow[]> {
  const applicant = await open(tx, actor, 'filing', now, {
    name: toOpen(resident.name, z.string()),
    idNumber: toOpen(resident.idNumber, z.string()),
  });
  const party = (role: PartyRole, person: PersonRef, residentId: ResidentRow['id'] | null) => {
    const id = newId(PartyId, 'party', now);
    return {
      id,
      applicationId: row.id,
      role,
      residentId,
      person: seal(key, 'parties', 'person', id, person),
      idIndex: blindIndex('citizen_id', person.idNumber),
    };
  };
  const named = service.definition.persons.map(({ role, nameFrom, idNumberFrom }) =>
    party(role, PersonRef.parse({ name: claim[nameFrom], idNumber: claim[idNumberFrom] }), null),
  );
  const rows = [party('applicant', applicant, resident.id), ...named];
  await insertParties(tx, rows);
  return rows.map(({ id, role, idIndex, person }) => {
    return { id, role, idIndex, person: sealed<PersonRef>('parties', 'person', id, person) };
  });
}

async function openCase(
  tx: Tx,
  actor: Actor,
  now: Date,
  { row, key, parties }: { row: ApplicationRow; key: DataKey; parties: PartyRow[] },
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
  const caseRow: CaseRow = {
    id,
    applicationId: row.id,
    number,
    service: serviceId,
    serviceVersion,
    area: row.area,
    status: 'submitted',
    due,
    seq: 1,
    submittedAt: now,
    decidedAt: null,
  };
  await insertCase(tx, caseRow);
  await insertEvents(tx, [eventRow(id, 1, event, actor, now, null)]);
  await record(tx, now, [
    { kind: 'application.filed', actor: actor.id, refs: { application: row.id, case: id, number } },
  ]);

  const states = Object.fromEntries(
    service.definition.requirements.map((each) => [each.id, initial(each, claim)]),
  );
  const lookup = await openParameters(tx, service, row.area);
  const state = replay([event]);
  const loaded = { row: caseRow, history: [], state, application: row, parties, key };
  const hand = { tx, actor: SYSTEM.portal, now, service, loaded, events: [], leaves: [] };
  await closeHand(hand, await advance(hand, state, { claim, states, lookup }));
  return id;
}
