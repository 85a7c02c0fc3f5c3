import { findOpenableCase, listEvents, type StoredEvent } from '#db/cases.ts';
import { insertReuses } from '#db/exchanges.ts';
import { claimFollowers, partFromLeader, type ReadyFollower } from '#db/followers.ts';
import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import { type Answer, type FactFields, Flag } from '#domain/answer.ts';
import type { AnswerNote } from '#domain/case-event.ts';
import { type CaseId, ExchangeId, type StepId } from '#domain/ids.ts';
import { FactPersonal } from './case-facts.ts';
import { type Checked, checkGrants } from './check-grants.ts';
import { unwrapKey } from './data-key.ts';
import { newId } from './new-id.ts';
import { open, toOpen } from './open.ts';
import { type Arrival, stepRef } from './record-answers.ts';
import { SYSTEM } from './system.ts';

/** Answers for steps that have waited for those of other cases; `claimed` counts also those that ask for themselves now. */
export interface Followed {
  claimed: number;
  arrivals: readonly { caseId: CaseId; arrival: Arrival & { reusedFrom: StepId } }[];
}

/**
 * Claims steps whose leaders have been answered and gives them the answers: the department was asked once, the follower's
 * own grant allows the reuse, and an exchange and a ledger leaf say so. Where an answer cannot be used twice, the question was
 * called off or put off, or what it was sealed under is erased, the follower asks for itself.
 */
export async function takeFollowers(
  pool: Pool,
  now: Date,
  limit: number,
  leaseSeconds: number,
): Promise<Followed> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const ready = await claimFollowers(tx, now, limit, leaseSeconds);
    if (ready.length === 0) return { claimed: 0, arrivals: [] };
    const followers = ready.map(({ follower }) => follower);
    const checked = await checkGrants(tx, now, followers);
    const told = await readFinalAnswers(tx, now, ready);
    const arrivals: Followed['arrivals'][number][] = [];
    for (const [index, { follower, leader }] of ready.entries()) {
      const answer = mayReuse(checked[index]) ? answerAgain(told.get(leader.id), follower.fields) : undefined;
      if (answer === undefined) await partFromLeader(tx, follower, now);
      else {
        const arrival = { step: stepRef(follower, follower.fence), answer, reusedFrom: leader.id };
        arrivals.push({ caseId: follower.caseId, arrival });
      }
    }
    await insertReuses(
      tx,
      now,
      arrivals.map(({ arrival: { step, reusedFrom: from } }) => {
        return { id: newId(ExchangeId, 'exch', now), step: step.id, from };
      }),
    );
    return { claimed: ready.length, arrivals };
  });
}

function mayReuse(checked: Checked | undefined): boolean {
  return checked?.ok === true && checked.grant.reuse !== 'none';
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
