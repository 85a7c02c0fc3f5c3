import { z } from 'zod';
import { findResident, type ResidentRow } from '#db/accounts.ts';
import {
  type ApplicationRow,
  insertParties,
  lockOwnApplication,
  markFiled,
  type PartyRow,
} from '#db/applications.ts';
import { sealed } from '#db/sealed.ts';
import type { Tx } from '#db/with-tx.ts';
import { personsOf } from '#domain/bundle.ts';
import { civilDateAt } from '#domain/dates.ts';
import type { Locale } from '#domain/evidence.ts';
import { parsePage } from '#domain/form.ts';
import { type ApplicationId, PartyId } from '#domain/ids.ts';
import type { Claim } from '#domain/ladder.ts';
import type { Actor } from '#domain/permission.ts';
import { PersonRef } from '#domain/question.ts';
import type { CompiledService } from '#domain/rules.ts';
import type { PartyRole } from '#domain/service.ts';
import { blindIndex } from './blind-index.ts';
import { type DataKey, getKey } from './data-key.ts';
import { openAnswers, saveAnswers } from './draft.ts';
import { idContext } from './id-context.ts';
import { newId } from './new-id.ts';
import { queueNews } from './news.ts';
import { open, toOpen } from './open.ts';
import { openCase } from './open-case.ts';
import { VerbError } from './problems.ts';
import { seal } from './seal.ts';
import { findBundle } from './services.ts';
import { SYSTEM } from './system.ts';

/** What filing came to: filed (the same however often it is asked), or the first page that still lacks something. */
export type Filing = { kind: 'filed' } | { kind: 'incomplete'; page: string };

/**
 * Files an application: parties, one case for each service of its bundle, events, the first waves of questions and their
 * queue rows in one transaction. Needs no department and no broker. The application row is locked and filed once: ten
 * clicks, two tabs and the back button all come to the same cases.
 * @param language in which the applicant is told of news
 * @throws VerbError not_found for an application that is not this resident's own
 */
export async function fileApplication(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: ApplicationId,
  language: Locale,
): Promise<Filing> {
  if (actor.kind !== 'resident') throw new VerbError('not_found');
  const row = await lockOwnApplication(tx, id, actor.id);
  const found = row && (await findBundle(tx, row.bundle, civilDateAt(now)));
  const resident = await findResident(tx, actor.id);
  if (row === undefined || found === undefined || resident === undefined) throw new VerbError('not_found');
  if (row.status === 'filed') return { kind: 'filed' };

  const { claim, rejected } = await openAnswers(tx, actor, 'filing', now, row);
  const context = await idContext(tx, now);
  const lacking = found.pages.find((page) => page.id in rejected || !parsePage(page, claim, context).ok);
  if (lacking !== undefined) return { kind: 'incomplete', page: lacking.id };

  const key = await getKey(tx, row.keyId);
  await saveAnswers(tx, row, { claim, rejected: {} }, now);
  const filer = { actor, resident, language };
  const parties = await addParties(tx, now, filer, row, key, found.services, claim);
  await markFiled(tx, id, now);
  for (const service of found.services) {
    await openCase(tx, actor, SYSTEM.portal, now, { row, key, parties }, service, claim);
  }
  await queueNews(tx, now, id);
  return { kind: 'filed' };
}

interface Filer {
  actor: Extract<Actor, { kind: 'resident' }>;
  resident: ResidentRow;
  language: Locale;
}

async function addParties(
  tx: Tx,
  now: Date,
  { actor, resident, language }: Filer,
  row: ApplicationRow,
  key: DataKey,
  services: readonly CompiledService[],
  claim: Claim,
): Promise<PartyRow[]> {
  const { email, ...applicant } = await open(tx, actor, 'filing', now, {
    name: toOpen(resident.name, z.string()),
    idNumber: toOpen(resident.idNumber, z.string()),
    email: resident.email && toOpen(resident.email, z.email()),
  });
  const party = (role: PartyRole, person: PersonRef) => {
    const id = newId(PartyId, 'party', now);
    const idIndex = blindIndex('citizen_id', person.idNumber);
    return { id, applicationId: row.id, role, person: seal(key, 'parties', 'person', id, person), idIndex };
  };
  const own = party('applicant', applicant);
  const told = email === null ? {} : { language, contact: seal(key, 'parties', 'contact', own.id, email) };
  const named = personsOf(services).map(({ role, nameFrom, idNumberFrom }) =>
    party(role, PersonRef.parse({ name: claim[nameFrom], idNumber: claim[idNumberFrom] })),
  );
  const rows = [{ ...own, ...told, residentId: resident.id }, ...named];
  await insertParties(tx, rows);
  return rows.map(({ id, role, idIndex, person }) => {
    return { id, role, idIndex, person: sealed<PersonRef>('parties', 'person', id, person) };
  });
}
