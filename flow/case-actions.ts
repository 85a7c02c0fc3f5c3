import { randomBytes } from 'node:crypto';
import { cancelOpenSteps, wakeCase } from '#db/steps.ts';
import type { Tx } from '#db/with-tx.ts';
import type { CaseId } from '#domain/ids.ts';
import { afterDecline, findOffered } from '#domain/ladder.ts';
import type { Actor } from '#domain/permission.ts';
import { readCommitment } from '#domain/reading.ts';
import { append, type LoadedCase, loadForWriting } from './append.ts';
import type { FactPersonal } from './case-facts.ts';
import { openAnswers } from './draft.ts';
import { commitment, record } from './ledger.ts';
import { getRequirement, standingOf } from './plan-steps.ts';
import { VerbError } from './problems.ts';
import { getService } from './services.ts';

/** Which commitment the applicant saw: the requirement, and the version of the wording. */
export interface SeenCommitment {
  requirement: string;
  textVersion: string;
}

/**
 * 告知承诺: the applicant states in writing what no department could confirm. Voluntary; taken only where the ladder
 * offers it and for the wording that was shown. The case then moves on by itself.
 * @throws VerbError not_found, not_permitted, not_allowed, or stale if that commitment is not (or no longer) offered
 */
export async function makeCommitment(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: CaseId,
  seen: SeenCommitment,
): Promise<void> {
  const loaded = await loadForWriting(tx, id);
  const { offered, rung } = await getOffered(tx, loaded, seen);
  const { claim } = await openAnswers(tx, actor, 'own_case', now, loaded.application);
  const salt = randomBytes(16);
  const value = readCommitment(rung, claim);
  const personal: FactPersonal = { fields: null, value, salt: salt.toString('base64') };
  const data = { ...seen, rung: offered, standing: { kind: 'established' as const, rung: offered } };
  await append(tx, actor, now, loaded.key, id, loaded.state, [
    { event: { type: 'commitment.made', version: 1, data }, personal },
  ]);
  await record(tx, now, [
    {
      kind: 'commitment.made',
      actor: actor.id,
      refs: { case: id, ...seen },
      commitments: { fact: commitment(salt, { fields: null, value }) },
    },
  ]);
  await wakeCase(tx, id, now);
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
  const loaded = await loadForWriting(tx, id);
  const { requirement, offered, standing } = await getOffered(tx, loaded, seen);
  const { claim } = await openAnswers(tx, actor, 'own_case', now, loaded.application);
  const after = standingOf(afterDecline(standing, { requirement, claim, rung: offered }));
  const data = { requirement: requirement.id, rung: offered, standing: after };
  await append(tx, actor, now, loaded.key, id, loaded.state, [
    { event: { type: 'commitment.declined', version: 1, data } },
  ]);
  await wakeCase(tx, id, now);
}

/** The commitment that is offered now. @throws VerbError stale if it is not the one that was seen */
async function getOffered(tx: Tx, { row, state }: LoadedCase, seen: SeenCommitment) {
  const service = await getService(tx, row.service, row.serviceVersion);
  const standing = state.standings[seen.requirement];
  if (standing === undefined || standing.kind === 'established') throw new VerbError('stale');
  const offered = findOffered(standing);
  if (offered === undefined) throw new VerbError('stale');
  const requirement = getRequirement(service, seen.requirement);
  const rung = requirement.ladder[offered];
  if (rung?.means !== 'commitment' || rung.textVersion !== seen.textVersion) throw new VerbError('stale');
  return { requirement, offered, rung, standing };
}

/** 撤回: the applicant takes the application back; no department is asked any further. @throws VerbError */
export async function withdrawCase(tx: Tx, actor: Actor, now: Date, id: CaseId): Promise<void> {
  const loaded = await loadForWriting(tx, id);
  await append(tx, actor, now, loaded.key, id, loaded.state, [
    { event: { type: 'case.withdrawn', version: 1, data: {} } },
  ]);
  await cancelOpenSteps(tx, id, now);
  await record(tx, now, [{ kind: 'case.withdrawn', actor: actor.id, refs: { case: id } }]);
}
