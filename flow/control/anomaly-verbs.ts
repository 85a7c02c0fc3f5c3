import { z } from 'zod';
import { listTails } from '#db/accounts.ts';
import { type AnomalyRow, findAnomaly, listAnomalies, settleAnomaly as settleRow } from '#db/anomalies.ts';
import { listTraffic, type TrafficFilter, type TrafficRow } from '#db/exchange-queries.ts';
import { liftSwitch, lockSwitch, wakeQuestions } from '#db/switches.ts';
import type { Tx } from '#db/with-tx.ts';
import type { AnomalyId } from '#domain/ids.ts';
import type { Actor } from '#domain/permission.ts';
import { requireOfficer } from '../connectors/officer.ts';
import { record } from '../ledger.ts';
import { VerbError } from '../problems.ts';
import { MAX_NOTE } from './limits.ts';

const SHOWN = 100;
const EVIDENCE_SHOWN = 200;

/** What an officer has found out about an anomaly. */
export const AnomalyNote = z.string().trim().min(1).max(MAX_NOTE);

export interface AnomalyView {
  row: AnomalyRow;
  /** Tail of the staff number of whom it is about, and of who settled it. */
  officerTail: string | null;
  settledTail: string | null;
}

/** A department's anomalies, open ones first. @throws VerbError not_found */
export async function listAnomalyViews(tx: Tx, actor: Actor): Promise<AnomalyView[]> {
  const { department } = requireOfficer(actor, 'read:connector:department');
  return viewsOf(tx, await listAnomalies(tx, department, SHOWN));
}

/** One anomaly with the questions that it rests on. @throws VerbError not_found */
export async function readAnomaly(
  tx: Tx,
  actor: Actor,
  id: AnomalyId,
): Promise<AnomalyView & { evidence: TrafficRow[] }> {
  const { department } = requireOfficer(actor, 'read:connector:department');
  const row = await findAnomaly(tx, department, id);
  const [view] = row === undefined ? [] : await viewsOf(tx, [row]);
  if (view === undefined || row === undefined) throw new VerbError('not_found');
  const filter: TrafficFilter = {
    from: row.from,
    to: new Date(row.to.getTime() + 1),
    purpose: null,
    answer: null,
    service: row.service,
    officer: row.officer,
    subjectKey: row.subjectKey,
  };
  const of = { department, connector: row.connector };
  return { ...view, evidence: await listTraffic(tx, of, filter, null, EVIDENCE_SHOWN) };
}

/**
 * An officer has looked: `confirmed` leaves it off until somebody lifts the switch, `dismissed` lifts it now.
 * @throws VerbError not_found, or stale if a colleague was first
 */
export async function settleAnomaly(
  tx: Tx,
  actor: Actor,
  now: Date,
  id: AnomalyId,
  state: 'confirmed' | 'dismissed',
  note: string,
): Promise<void> {
  const officer = requireOfficer(actor, 'switch:connector:department');
  const { department } = officer;
  if ((await findAnomaly(tx, department, id)) === undefined) throw new VerbError('not_found');
  const said = AnomalyNote.parse(note);
  const settled = { state, settledBy: officer.id, settledAt: now, note: said };
  const found = await settleRow(tx, department, id, settled);
  if (found === undefined) throw new VerbError('stale');
  await record(tx, now, [
    { kind: 'anomaly.settled', actor: officer.id, refs: { anomaly: id, state, connector: found.connector } },
  ]);
  const { switchId, connector } = found;
  if (state === 'confirmed' || switchId === null) return;
  // Somebody may have lifted it by hand before.
  const row = await lockSwitch(tx, department, switchId);
  if (row === undefined) return;
  await liftSwitch(tx, department, switchId, officer.id, now, said);
  await record(tx, now, [
    { kind: 'switch.lifted', actor: officer.id, refs: { switch: switchId, connector } },
  ]);
  await wakeQuestions(tx, row, now);
}

async function viewsOf(tx: Tx, rows: readonly AnomalyRow[]): Promise<AnomalyView[]> {
  const ids = rows.flatMap(({ officer, settledBy }) => [officer ?? [], settledBy ?? []].flat());
  const tails = await listTails(tx, [...new Set(ids)]);
  return rows.map((row) => ({
    row,
    officerTail: row.officer && (tails.get(row.officer) ?? null),
    settledTail: row.settledBy && (tails.get(row.settledBy) ?? null),
  }));
}
