import type { SealedAnswers } from '#db/applications.ts';
import { appendEvents, type CaseRow, listEvents, lockCase, type StoredEvent } from '#db/cases.ts';
import type { Tx } from '#db/with-tx.ts';
import { apply, type CaseEvent, type CaseEventType, type CaseState, replay } from '#domain/case.ts';
import type { CaseId } from '#domain/ids.ts';
import { type Actor, type CaseAction, isAllowed, isPermitted } from '#domain/permission.ts';
import { type DataKey, unwrapKey } from './data-key.ts';
import { VerbError } from './problems.ts';
import { seal } from './seal.ts';

/** Which action an event is the trace of; the two tables of domain/permission.ts say who may, and when. */
const ACTION = {
  'case.submitted': null,
  'wave.planned': 'plan',
  'answer.received': 'answer',
  'question.refused': 'plan',
  'rung.opened': 'plan',
  'commitment.made': 'commit',
  'commitment.declined': 'commit',
  'case.decided': 'decide',
  'case.parked': 'park',
  'case.withdrawn': 'withdraw',
} as const satisfies Record<CaseEventType, CaseAction | null>;

/** An event to write, with its personal values if it has any. */
export interface NewEvent {
  event: CaseEvent;
  personal?: unknown;
}

/** A case with its history and what opens its values, locked for writing. */
export interface LoadedCase {
  row: CaseRow;
  history: StoredEvent[];
  state: CaseState;
  application: SealedAnswers;
  key: DataKey;
}

/** Locks a case and replays it. @throws VerbError not_found */
export async function loadForWriting(tx: Tx, id: CaseId): Promise<LoadedCase> {
  const locked = await lockCase(tx, id);
  if (locked === undefined) throw new VerbError('not_found');
  const history = await listEvents(tx, id);
  const state = replay(history.map(({ event }) => event));
  return { ...locked, history, state, key: unwrapKey(tx, locked.key) };
}

/**
 * Appends events to a case and stores the new fold, in the caller's transaction: the one way in which a case changes.
 * @param key the application's data key, which seals the events' personal values
 * @throws VerbError not_permitted, not_allowed, or stale if the case is no longer at `state.seq`
 */
export async function append(
  tx: Tx,
  actor: Actor,
  now: Date,
  key: DataKey,
  id: CaseId,
  state: CaseState,
  events: readonly NewEvent[],
): Promise<CaseState> {
  let next = state;
  const rows = events.map(({ event, personal }) => {
    authorise(actor, next, ACTION[event.type]);
    next = apply(next, event);
    return eventRow(id, next.seq, event, actor, now, personal === undefined ? null : { key, personal });
  });
  if (rows.length === 0) return state;
  const decidedAt = next.status === 'decided' ? now : null;
  const fold = { status: next.status, due: next.due, seq: next.seq, decidedAt };
  if (!(await appendEvents(tx, id, state.seq, fold, rows))) throw new VerbError('stale');
  return next;
}

function authorise(actor: Actor, state: CaseState, action: CaseAction | null): void {
  if (action === null) throw new VerbError('not_allowed');
  if (!isPermitted(actor, action)) throw new VerbError('not_permitted');
  if (!isAllowed(state.status, action)) throw new VerbError('not_allowed');
}

/** The row of one event; also used for the first event of a case, which no fold precedes. */
export function eventRow(
  caseId: CaseId,
  seq: number,
  event: CaseEvent,
  actor: Actor,
  at: Date,
  secret: { key: DataKey; personal: unknown } | null,
) {
  const sealed = secret && seal(secret.key, 'case_events', 'sealed', `${caseId}/${seq}`, secret.personal);
  return {
    caseId,
    seq,
    type: event.type,
    version: event.version,
    at,
    actor: actor.id,
    data: event.data,
    sealed,
  };
}
