import { z } from 'zod';
import { evidenceTypes } from '#catalogue/index.ts';
import { listTails } from '#db/accounts.ts';
import type { SwitchRow } from '#db/connectors.ts';
import {
  insertSwitch,
  liftSwitch as liftRow,
  listRelyingCases,
  listSwitchHistory,
  lockSwitch,
  wakeQuestions,
} from '#db/switches.ts';
import type { Tx } from '#db/with-tx.ts';
import { civilDateAt } from '#domain/dates.ts';
import { EvidenceCode } from '#domain/evidence.ts';
import { type ConnectorId, StaffId, SwitchId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { type SwitchScope, stops } from '#domain/switch.ts';
import { type Reliance, type SwitchEffect, switchEffect } from '#domain/switch-effect.ts';
import { record } from '../ledger.ts';
import { newId } from '../new-id.ts';
import { VerbError } from '../problems.ts';
import { getService } from '../services.ts';
import { MAX_SWITCH_REASON } from './limits.ts';
import { type OwnConnector, ownConnector } from './own-connector.ts';

/** What of a connector is to be stopped, as a form says it; everything that is null is "all of it". */
export const SwitchPart = z.object({
  evidence: EvidenceCode.nullable().default(null),
  field: z.string().nullable().default(null),
  service: z.string().nullable().default(null),
  officer: StaffId.nullable().default(null),
});
export type SwitchPart = z.infer<typeof SwitchPart>;

/** Why something is switched off or on again; callers and residents read it. */
export const SwitchReason = z.string().trim().min(1).max(MAX_SWITCH_REASON);

/** A switch with the tail of the staff number that it names. */
export interface SwitchView {
  row: SwitchRow;
  officerTail: string | null;
}

/** The switches of a connector, those in force first. @throws VerbError not_found */
export async function listSwitchViews(tx: Tx, actor: Actor, connector: ConnectorId): Promise<SwitchView[]> {
  const { officer } = await ownConnector(tx, actor, 'read:connector:department', connector);
  const rows = await listSwitchHistory(tx, officer.department, connector, 50);
  const tails = await listTails(tx, [...new Set(rows.flatMap((row) => row.officer ?? []))]);
  return rows.map((row) => ({ row, officerTail: row.officer && (tails.get(row.officer) ?? null) }));
}

/**
 * What stopping this part would do to the cases that are open now; nothing is changed.
 * @throws VerbError not_found, also for a part that the connector does not have
 */
export async function previewSwitch(
  tx: Tx,
  actor: Actor,
  now: Date,
  connector: ConnectorId,
  part: SwitchPart,
): Promise<SwitchEffect> {
  const own = await ownConnector(tx, actor, 'switch:connector:department', connector);
  const scope = await scopeOf(tx, own, part);
  const reliances: Reliance[] = [];
  for (const row of await listRelyingCases(tx, connector)) {
    // Who will have a question asked is not known before it is asked.
    if (!row.is_open && scope.officer !== null) continue;
    if (!stops(scope, { ...row, connector })) continue;
    const { definition } = await getService(tx, row.service, row.service_version);
    const { case_id: caseId, requirement, evidence, due, is_open: isOpen } = row;
    reliances.push({ caseId, service: definition, requirement, evidence, due, isOpen });
  }
  return switchEffect(reliances, civilDateAt(now));
}

/**
 * 停用: from this moment nothing that the switch covers is sent, by any process. Questions that wait are told so at once.
 * @throws VerbError not_found, or stale where the same part is off already
 */
export async function setSwitch(
  tx: Tx,
  actor: Actor,
  now: Date,
  connector: ConnectorId,
  part: SwitchPart,
  reason: string,
): Promise<SwitchId> {
  const own = await ownConnector(tx, actor, 'switch:connector:department', connector);
  const { officer } = own;
  const scope = await scopeOf(tx, own, part);
  const known = await listSwitchHistory(tx, officer.department, connector, 200);
  if (known.some((row) => row.liftedAt === null && isSamePart(row, scope))) throw new VerbError('stale');
  const id = newId(SwitchId, 'swch', now);
  const set = {
    reason: SwitchReason.parse(reason),
    origin: 'person' as const,
    setBy: officer.id,
    setAt: now,
  };
  await insertSwitch(tx, { id, department: officer.department, ...scope, ...set });
  await record(tx, now, [{ kind: 'switch.set', actor: officer.id, refs: switchRefs(id, scope, 'person') }]);
  await wakeQuestions(tx, scope, now);
  return id;
}

/**
 * 恢复: what waited because of it is asked at once.
 * @throws VerbError not_found for another department's switch, or one that is lifted already
 */
export async function liftSwitch(
  tx: Tx,
  actor: Actor,
  now: Date,
  connector: ConnectorId,
  id: SwitchId,
  reason: string,
): Promise<void> {
  const own = await ownConnector(tx, actor, 'switch:connector:department', connector);
  const { department } = own.officer;
  const row = await lockSwitch(tx, department, id);
  if (row?.connector !== connector) throw new VerbError('not_found');
  await liftRow(tx, department, id, own.officer.id, now, SwitchReason.parse(reason));
  await record(tx, now, [{ kind: 'switch.lifted', actor: own.officer.id, refs: { switch: id, connector } }]);
  await wakeQuestions(tx, row, now);
}

/** What a ledger leaf says of a switch: what it stops, by name. */
export function switchRefs(
  id: SwitchId,
  scope: SwitchScope,
  origin: SwitchRow['origin'],
): Record<string, string> {
  const named = Object.entries(scope).filter((entry): entry is [string, string] => entry[1] !== null);
  return { switch: id, origin, ...Object.fromEntries(named) };
}

/** The scope of a part that the connector has. @throws VerbError not_found for one that it has not */
async function scopeOf(
  tx: Tx,
  { connector }: OwnConnector,
  { evidence, field, service, officer }: SwitchPart,
): Promise<SwitchScope> {
  const types = evidenceTypes.filter(
    (type) => type.connectors.includes(connector.id) && (evidence === null || type.code === evidence),
  );
  const hasField = field === null || types.some((type) => type.fields.some(({ name }) => name === field));
  const hasOfficer = officer === null || (await listTails(tx, [officer])).has(officer);
  if ((evidence !== null && types.length === 0) || !hasField || !hasOfficer) throw new VerbError('not_found');
  return { connector: connector.id, evidence, field, service, officer };
}

function isSamePart(row: SwitchRow, scope: SwitchScope): boolean {
  return (
    row.evidence === scope.evidence &&
    row.field === scope.field &&
    row.service === scope.service &&
    row.officer === scope.officer
  );
}
