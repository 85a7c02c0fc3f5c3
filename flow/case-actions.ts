import { randomBytes } from 'node:crypto';
import { cancelOpenSteps, wakeCase } from '#db/steps.ts';
import type { Tx } from '#db/with-tx.ts';
import type { CaseId } from '#domain/ids.ts';
import { findOffered } from '#domain/ladder.ts';
import type { Actor } from '#domain/permission.ts';
import { readCommitment } from '#domain/reading.ts';
import { append, loadForWriting } from './append.ts';
import type { FactPersonal } from './case-facts.ts';
import { openAnswers } from './draft.ts';
import { commitment, record } from './ledger.ts';
import { getRequirement } from './plan-steps.ts';
import { VerbError } from './problems.ts';
import { getService } from './services.ts';

/**
 * 告知承诺: the applicant states in writing what no department could confirm. Voluntary; taken only where the ladder
 * offers it and for the wording that was shown. The case then moves on by itself.
 * @param seen sequence number of the case as the applicant saw it, and the version of the wording
 * @throws VerbError not_found, not_permitted, not_allowed, or stale if that commitment is not (or no longer) offered
 */
export async function makeCommitment(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: CaseId,
  seen: { requirement: string; textVersion: string },
): Promise<void> {
  const loaded = await loadForWriting(tx, id);
  const service = await getService(tx, loaded.row.service, loaded.row.serviceVersion);
  const standing = loaded.state.standings[seen.requirement];
  const offered =
    standing === undefined || standing.kind === 'established' ? undefined : findOffered(standing);
  const rung = offered === undefined ? undefined : getRequirement(service, seen.requirement).ladder[offered];
  if (offered === undefined || rung?.means !== 'commitment' || rung.textVersion !== seen.textVersion) {
    throw new VerbError('stale');
  }
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
      refs: { case: id, requirement: seen.requirement, textVersion: seen.textVersion },
      commitments: { fact: commitment(salt, { fields: null, value }) },
    },
  ]);
  await wakeCase(tx, id, now);
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
