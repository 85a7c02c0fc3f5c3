import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { evidenceTypes } from '#catalogue/index.ts';
import type { Tx } from '#db/with-tx.ts';
import type { Basis } from '#domain/case-event.ts';
import { determinedFields, parseDetermination, type ValueFault } from '#domain/determination.ts';
import type { RawForm } from '#domain/form.ts';
import type { Actor } from '#domain/permission.ts';
import { FactPersonal } from './case-facts.ts';
import { appendAtDesk, goOn, type SeenCase, takeUpOwn } from './desk-work.ts';
import { commitment, record } from './ledger.ts';
import { VerbError } from './problems.ts';
import { getService } from './services.ts';

/** What a determination keeps sealed beside its value: why. */
export const DeterminedPersonal = FactPersonal.extend({ reason: z.string() });
export type DeterminedPersonal = z.infer<typeof DeterminedPersonal>;

/** What a judgement of a criterion keeps sealed. */
export const JudgedPersonal = z.object({ reason: z.string(), salt: z.base64() });
export type JudgedPersonal = z.infer<typeof JudgedPersonal>;

/** The longest reason that a member of staff may give, in characters. */
export const MAX_REASON = 1000;
/** A reason as forms send it. */
export const Reason = z.string().trim().min(1).max(MAX_REASON);

/** What a member of staff has found out about one requirement (认定). */
export interface Determination {
  requirement: string;
  basis: Basis;
  values: RawForm;
  reason: string;
}

export type Determined =
  | { kind: 'accepted' }
  | { kind: 'rejected'; faults: Readonly<Record<string, ValueFault>> };

/**
 * 认定: a person establishes what no department could, with a reason. The rules then go on from it.
 * @returns the fields that are not acceptable as they were typed; nothing is written then
 * @throws VerbError not_found, not_permitted, not_allowed or stale
 */
export async function determineRequirement(
  tx: Tx,
  actor: Actor,
  now: Date,
  seen: SeenCase,
  { requirement, basis, values, reason }: Determination,
): Promise<Determined> {
  const desk = await takeUpOwn(tx, actor, seen);
  const { row } = desk.loaded;
  const service = await getService(tx, row.service, row.serviceVersion);
  const fields = determinedFields(service, requirement, evidenceTypes);
  if (fields.length === 0) throw new VerbError('not_found');
  const parsed = parseDetermination(fields, values);
  if (!parsed.ok) return { kind: 'rejected', faults: parsed.faults };

  const salt = randomBytes(16);
  const fact = { fields: null, value: parsed.value };
  const personal: DeterminedPersonal = { ...fact, reason, salt: salt.toString('base64') };
  const { officer } = desk;
  const standing = { kind: 'established' as const, rung: null };
  const data = { requirement, basis, officer, standing };
  await appendAtDesk(tx, now, desk, {
    event: { type: 'requirement.determined', version: 1, data },
    personal,
  });
  await record(tx, now, [
    {
      kind: 'requirement.determined',
      actor: officer.id,
      refs: { case: seen.id, requirement, basis },
      commitments: { fact: commitment(salt, { ...fact, reason }) },
    },
  ]);
  await goOn(tx, now, seen.id);
  return { kind: 'accepted' };
}

/**
 * Judges a criterion that the facts fail, or that they do not settle, with a reason.
 * @throws VerbError not_found, not_permitted, not_allowed or stale
 */
export async function judgeCriterion(
  tx: Tx,
  actor: Actor,
  now: Date,
  seen: SeenCase,
  judgement: { criterion: string; holds: boolean; reason: string },
): Promise<void> {
  const desk = await takeUpOwn(tx, actor, seen);
  const { row } = desk.loaded;
  const service = await getService(tx, row.service, row.serviceVersion);
  const { criterion, holds, reason } = judgement;
  if (!service.criteria.some((each) => each.criterion.id === criterion)) throw new VerbError('not_found');
  const salt = randomBytes(16);
  const personal: JudgedPersonal = { reason, salt: salt.toString('base64') };
  const { officer } = desk;
  await appendAtDesk(tx, now, desk, {
    event: { type: 'criterion.judged', version: 1, data: { criterion, holds, officer } },
    personal,
  });
  await record(tx, now, [
    {
      kind: 'criterion.judged',
      actor: officer.id,
      refs: { case: seen.id, criterion, holds: String(holds) },
      commitments: { reason: commitment(salt, reason) },
    },
  ]);
  await goOn(tx, now, seen.id);
}
