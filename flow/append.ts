import type { PartyRow, SealedAnswers } from '#db/applications.ts';
import { appendEvents, type CaseRow, listEvents, lockCase, type StoredEvent } from '#db/cases.ts';
import type { Tx } from '#db/with-tx.ts';
import { apply, type CaseState, replay } from '#domain/case.ts';
import type { CaseEvent, CaseEventType } from '#domain/case-event.ts';
import type { CaseId } from '#domain/ids.ts';
import { isOffered } from '#domain/ladder.ts';
import { type Actor, type CaseAction, EVENT_ACTION, isAllowed, isPermitted } from '#domain/permission.ts';
import { type DataKey, unwrapKey } from './data-key.ts';
import { queueNews } from './news.ts';
import { VerbError } from './problems.ts';
import { seal } from './seal.ts';

/** After which the parties of an application are told. What they have done themselves is no news to them. */
const NEWS: ReadonlySet<CaseEventType> = new Set<CaseEventType>(['case.decided', 'payment.reported']);

/** That a case goes to a person is news once; what the person still has to do is not. */
function isNews({ type, data }: EventRow, { isPersons }: CaseState): boolean {
  if (type === 'case.parked') return !isPersons;
  return NEWS.has(type) || ('standing' in data && isOffered(data.standing));
}

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
  parties: readonly PartyRow[];
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

/** Events that a case has drafted and not yet written, with the state after them. */
export interface DraftedEvents {
  state: CaseState;
  rows: EventRow[];
}

/**
 * Drafts events: who may, in which status, and what the case is after them.
 * @param key the application's data key, which seals the events' personal values
 * @throws VerbError not_permitted or not_allowed
 */
export function draftEvents(
  actor: Actor,
  now: Date,
  key: DataKey,
  id: CaseId,
  state: CaseState,
  events: readonly NewEvent[],
): DraftedEvents {
  let next = state;
  const rows = events.map(({ event, personal }) => {
    authorise(actor, next, EVENT_ACTION[event.type]);
    next = apply(next, event);
    return eventRow(id, next.seq, event, actor, now, personal === undefined ? null : { key, personal });
  });
  return { state: next, rows };
}

/**
 * Writes drafted events and the fold after them, in the caller's transaction: the one way in which a case changes.
 * @throws VerbError stale if the case is no longer at `expectedSeq`
 */
export async function writeEvents(
  tx: Tx,
  now: Date,
  id: CaseId,
  expectedSeq: number,
  { state, rows }: DraftedEvents,
): Promise<void> {
  if (rows.length === 0) return;
  const { status, due, seq, needs, payment } = state;
  const fold = { status, due, seq, owner: state.owner?.id ?? null, needs, payment };
  if (!(await appendEvents(tx, id, expectedSeq, fold, rows))) throw new VerbError('stale');
  if (rows.some((row) => isNews(row, state))) await queueNews(tx, now, state.application);
}

/** Drafts and writes events at once. @throws VerbError not_permitted, not_allowed or stale */
export async function append(
  tx: Tx,
  actor: Actor,
  now: Date,
  key: DataKey,
  id: CaseId,
  state: CaseState,
  events: readonly NewEvent[],
): Promise<CaseState> {
  const drafted = draftEvents(actor, now, key, id, state, events);
  await writeEvents(tx, now, id, state.seq, drafted);
  return drafted.state;
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

export type EventRow = ReturnType<typeof eventRow>;
