import { findOpenableCase, listEvents, type StoredEvent } from '#db/cases.ts';
import { listSwitches, type SwitchRow } from '#db/connectors.ts';
import { claimFollowers, partFromLeader, type ReadyFollower } from '#db/followers.ts';
import { type GrantRow, listGrantedConnectors } from '#db/reference.ts';
import type { StepRow } from '#db/steps.ts';
import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import { type Answer, type FactFields, Flag } from '#domain/answer.ts';
import type { AnswerNote } from '#domain/case-event.ts';
import { civilDateAt } from '#domain/dates.ts';
import type { CaseId, StepId } from '#domain/ids.ts';
import { stops } from '#domain/switch.ts';
import { FactPersonal } from './case-facts.ts';
import { unwrapKey } from './data-key.ts';
import { open, toOpen } from './open.ts';
import { type Arrival, stepRef } from './record-answers.ts';
import { covers } from './send-questions.ts';
import { SYSTEM } from './system.ts';

/** Answers for steps that have waited for those of other cases; `claimed` counts also those that ask for themselves now. */
export interface Followed {
  claimed: number;
  arrivals: readonly { caseId: CaseId; arrival: Arrival }[];
}

/**
 * Claims steps whose leaders have been answered and gives them the answers: the department was asked once, the follower's
 * own grant allows the reuse, and a ledger leaf will say so. Where an answer cannot be used twice, or the question was
 * called off, the follower asks for itself.
 */
export async function takeFollowers(
  pool: Pool,
  now: Date,
  limit: number,
  leaseSeconds: number,
): Promise<Followed> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const ready = await claimFollowers(tx, limit, leaseSeconds);
    if (ready.length === 0) return { claimed: 0, arrivals: [] };
    const ids = ready.map(({ follower }) => follower.grantId);
    const grants = await listGrantedConnectors(tx, ids);
    const asked = ready.map(({ follower }) => follower.connector);
    const switches = await listSwitches(tx, [...new Set(asked)]);
    const told = await readFinalAnswers(tx, now, ready);
    const arrivals: Followed['arrivals'][number][] = [];
    for (const { follower, leader } of ready) {
      const isGranted = isStillGranted(grants.get(follower.grantId), switches, follower, now);
      const answer = isGranted ? answerAgain(told.get(leader.id), follower.fields) : undefined;
      if (answer === undefined) await partFromLeader(tx, follower, now);
      else {
        const arrival = { step: stepRef(follower, follower.fence), answer, reusedFrom: leader.id };
        arrivals.push({ caseId: follower.caseId, arrival });
      }
    }
    return { claimed: ready.length, arrivals };
  });
}

function isStillGranted(
  found: { grant: GrantRow } | undefined,
  switches: readonly SwitchRow[],
  step: StepRow,
  now: Date,
): boolean {
  if (found === undefined || found.grant.reuse === 'none') return false;
  const stoppable = { ...step, service: found.grant.service };
  if (switches.some((each) => stops(each, stoppable))) return false;
  return covers(found.grant, step, civilDateAt(now));
}

type ReceivedEvent = StoredEvent & { event: Extract<StoredEvent['event'], { type: 'answer.received' }> };

interface Told {
  note: AnswerNote;
  fields: FactFields | null;
}

/** The last answers to the leaders' questions; their values are opened together (one ledger row). */
async function readFinalAnswers(
  tx: Tx,
  now: Date,
  ready: readonly ReadyFollower[],
): Promise<ReadonlyMap<StepId, Told>> {
  const leaders = ready.flatMap(({ leader }) => (leader.status === 'done' ? [leader] : []));
  const received: ReceivedEvent[] = [];
  for (const caseId of new Set(leaders.map((leader) => leader.caseId))) {
    const openable = await findOpenableCase(tx, caseId);
    if (openable === undefined) continue;
    unwrapKey(tx, openable.key);
    const steps = new Set(leaders.map(({ id }) => id));
    const last = new Map(
      (await listEvents(tx, caseId)).filter(isReceived).map((each) => [stepOf(each), each]),
    );
    received.push(...[...last.values()].filter((each) => steps.has(stepOf(each))));
  }
  const withValues = received.flatMap(({ sealed }) =>
    sealed === null ? [] : [toOpen(sealed, FactPersonal)],
  );
  const { facts } = await open(tx, SYSTEM.broker, 'reuse', now, { facts: withValues });
  const values = facts.values();
  return new Map(
    received.map((each) => {
      const fields = each.sealed === null ? null : (values.next().value?.fields ?? null);
      return [stepOf(each), { note: each.event.data.note, fields }];
    }),
  );
}

function isReceived(stored: StoredEvent): stored is ReceivedEvent {
  return stored.event.type === 'answer.received';
}

function stepOf({ event }: ReceivedEvent): StepId {
  return event.data.step;
}

/** What can be given again: what was confirmed, contradicted or not found, and nothing else. */
function answerAgain(told: Told | undefined, wanted: readonly string[]): Answer | undefined {
  if (told === undefined || told.note.source === null || told.note.asOf === null) return undefined;
  const { kind, source, asOf, keyUsed, flags } = told.note;
  const provenance = { source, asOf, keyUsed, validUntil: null, flags: Flag.array().parse(flags) };
  if (kind === 'no_record') return { kind, ...provenance };
  if ((kind !== 'confirmed' && kind !== 'contradicted') || told.fields === null) return undefined;
  const known = Object.entries(told.fields).filter(([name]) => wanted.includes(name));
  return { kind, fields: Object.fromEntries(known), ...provenance };
}
