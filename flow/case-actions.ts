import { randomBytes } from 'node:crypto';
import { findCase, listCasesOf } from '#db/cases.ts';
import { cancelOpenSteps } from '#db/steps.ts';
import { wakeCase } from '#db/wakeups.ts';
import type { Tx } from '#db/with-tx.ts';
import type { CaseState } from '#domain/case.ts';
import type { CaseId } from '#domain/ids.ts';
import { afterDecline, findOffered as findOfferedRung } from '#domain/ladder.ts';
import { type Actor, isAllowed } from '#domain/permission.ts';
import { readCommitment } from '#domain/reading.ts';
import { append, type LoadedCase, loadForWriting } from './append.ts';
import { dueAfter } from './calendar.ts';
import type { FactPersonal } from './case-facts.ts';
import { openAnswers } from './draft.ts';
import { commitment, record } from './ledger.ts';
import { standingOf } from './plan-steps.ts';
import { VerbError } from './problems.ts';
import { getService } from './services.ts';

/** Which commitment the applicant saw: the requirement, and the version of the wording. */
export interface SeenCommitment {
  requirement: string;
  textVersion: string;
}

/**
 * 告知承诺: the applicant states in writing what no department could confirm. Voluntary; taken only where the ladder
 * offers it and for the wording that was shown. It is stated once for the application: every case of it that offers the
 * same wording for the same requirement at this moment takes it. The cases then move on by themselves.
 * @throws VerbError not_found, not_permitted, not_allowed, or stale if that commitment is not (or no longer) offered
 */
export async function makeCommitment(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: CaseId,
  seen: SeenCommitment,
): Promise<void> {
  const found = await listOffering(tx, id, seen);
  const [first] = found;
  const { claim } = await openAnswers(tx, actor, 'own_case', now, first.loaded.application);
  for (const { loaded, offered, rung } of found) {
    const salt = randomBytes(16);
    const value = readCommitment(rung, claim);
    const personal: FactPersonal = { fields: null, value, salt: salt.toString('base64') };
    const data = { ...seen, rung: offered, standing: { kind: 'established' as const, rung: offered } };
    const caseId = loaded.row.id;
    await append(tx, actor, now, loaded.key, caseId, loaded.state, [
      { event: { type: 'commitment.made', version: 1, data }, personal },
    ]);
    const commitments = { fact: commitment(salt, { fields: null, value }) };
    await record(tx, now, [
      { kind: 'commitment.made', actor: actor.id, refs: { case: caseId, ...seen }, commitments },
    ]);
    await wakeCase(tx, caseId, now);
  }
}

/**
 * The applicant would rather not commit: nothing is held against her, and a person looks at the matter instead.
 * @throws VerbError as `makeCommitment`
 */
export async function declineCommitment(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: CaseId,
  seen: SeenCommitment,
): Promise<void> {
  const found = await listOffering(tx, id, seen);
  const [first] = found;
  const { claim } = await openAnswers(tx, actor, 'own_case', now, first.loaded.application);
  for (const { loaded, offered, requirement, standing } of found) {
    const after = standingOf(afterDecline(standing, { requirement, claim, rung: offered }));
    const data = { requirement: requirement.id, rung: offered, standing: after };
    await append(tx, actor, now, loaded.key, loaded.row.id, loaded.state, [
      { event: { type: 'commitment.declined', version: 1, data } },
    ]);
    await wakeCase(tx, loaded.row.id, now);
  }
}

type Offering = NonNullable<Awaited<ReturnType<typeof findOffered>>>;

/** The case that was seen and its siblings that offer the same. @throws VerbError stale if the seen one does not */
async function listOffering(tx: Tx, id: CaseId, seen: SeenCommitment): Promise<[Offering, ...Offering[]]> {
  const row = await findCase(tx, id);
  if (row === undefined) throw new VerbError('not_found');
  const offering: Offering[] = [];
  // In one order, so that two commitments at once from two cases of the application never wait for each other.
  const ids = (await listCasesOf(tx, row.applicationId)).map((each) => each.id).toSorted();
  for (const each of ids) {
    const found = await findOffered(tx, await loadForWriting(tx, each), seen);
    if (found !== undefined) offering.push(found);
  }
  const asked = offering.find(({ loaded }) => loaded.row.id === id);
  if (asked === undefined) throw new VerbError('stale');
  return [asked, ...offering.filter((each) => each !== asked)];
}

/** The commitment that a case offers now, if it is the one that was seen. */
async function findOffered(tx: Tx, loaded: LoadedCase, seen: SeenCommitment) {
  const { row, state } = loaded;
  const standing = state.standings[seen.requirement];
  if (standing === undefined || standing.kind === 'established') return undefined;
  if (!isAllowed(state.status, 'commit')) return undefined;
  const offered = findOfferedRung(standing);
  const service = await getService(tx, row.service, row.serviceVersion);
  const requirement = service.definition.requirements.find((each) => each.id === seen.requirement);
  const rung = offered === undefined ? undefined : requirement?.ladder[offered];
  if (offered === undefined || requirement === undefined) return undefined;
  if (rung?.means !== 'commitment' || rung.textVersion !== seen.textVersion) return undefined;
  return { loaded, requirement, offered, rung, standing };
}

/**
 * 撤回: the applicant takes back one case; no department is asked any further for it. What the fund is owed is not the
 * applicant's to take back.
 * @throws VerbError
 */
export async function withdrawCase(tx: Tx, actor: Actor, now: Date, id: CaseId): Promise<void> {
  const loaded = await loadForWriting(tx, id);
  const { definition } = await getService(tx, loaded.row.service, loaded.row.serviceVersion);
  if (definition.direction === 'recover') throw new VerbError('not_allowed');
  await append(tx, actor, now, loaded.key, id, loaded.state, [
    { event: { type: 'case.withdrawn', version: 1, data: {} } },
  ]);
  await cancelOpenSteps(tx, id, now);
  await record(tx, now, [{ kind: 'case.withdrawn', actor: actor.id, refs: { case: id } }]);
}

/**
 * 申请人工复核 (个人信息保护法 art. 24): the applicant asks for a person where the system alone has said "not applicable".
 * From then on the system concludes nothing in this case by itself.
 * @throws VerbError not_found, not_permitted, or not_allowed where persons have decided already
 */
export async function requestReview(tx: Tx, actor: Actor, now: Date, id: CaseId): Promise<void> {
  const loaded = await loadForWriting(tx, id);
  if (!canRequestReview(loaded.state)) throw new VerbError('not_allowed');
  const { definition } = await getService(tx, loaded.row.service, loaded.row.serviceVersion);
  const due = await dueAfter(tx, now, definition.timeLimit.workingDays);
  await append(tx, actor, now, loaded.key, id, loaded.state, [
    { event: { type: 'review.requested', version: 1, data: { due } } },
  ]);
  await record(tx, now, [{ kind: 'review.requested', actor: actor.id, refs: { case: id } }]);
}

/** Whether the decision is the system's own and not a grant. */
export function canRequestReview({ decision }: CaseState): boolean {
  return decision?.outcome === 'not_applicable' && decision.officers.length === 0;
}
