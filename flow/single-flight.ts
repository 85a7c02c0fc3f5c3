import { type AskedQuestion, listAsked, lockQuestions } from '#db/followers.ts';
import type { Tx } from '#db/with-tx.ts';
import type { StepId } from '#domain/ids.ts';
import type { Permitted } from './check-grants.ts';

const HOUR_MS = 3_600_000;

/** Steps that ask for themselves, and steps that wait for the answer of another one. */
export interface Flights {
  alone: Permitted[];
  following: { entry: Permitted; leader: StepId }[];
}

/**
 * Asks the same question once: whoever finds it under way, or answered as its own grant allows to use again, follows. It is
 * decided here, when questions are about to be sent and under a lock of each of them, and not when they are planned: of two
 * that are planned at the same moment, in whatever processes, one is sent.
 * @param entries in the order in which they are to be asked
 */
export async function joinFlights(tx: Tx, now: Date, entries: readonly Permitted[]): Promise<Flights> {
  const keys = [...new Set(entries.flatMap(({ step }) => step.questionKey ?? []))];
  await lockQuestions(tx, keys);
  const own = entries.map(({ step }) => step.id);
  const asked = await listAsked(tx, now, keysToFollow(entries), own);
  const flights: Flights = { alone: [], following: [] };
  const underWay = [...asked];
  for (const entry of entries) {
    const leader = mayFollow(entry) ? underWay.find((each) => answers(each, entry, now)) : undefined;
    if (leader !== undefined) flights.following.push({ entry, leader: leader.id });
    else {
      flights.alone.push(entry);
      underWay.push(...asLeader(entry));
    }
  }
  return flights;
}

function keysToFollow(entries: readonly Permitted[]): string[] {
  return [...new Set(entries.filter(mayFollow).flatMap(({ step }) => step.questionKey ?? []))];
}

/** A question that has been answered and is put once more wants a new answer. */
function mayFollow({ step, grant }: Permitted): boolean {
  return grant.reuse !== 'none' && step.questionKey !== null && step.answer === null;
}

/**
 * Whether the answer to one question can be given to another: it holds every field, and the grant of the second allows it:
 * within an application, or for the same purpose and legal basis for so many hours.
 */
function answers(asked: AskedQuestion, { step, grant, ofCase }: Permitted, now: Date): boolean {
  if (asked.questionKey !== step.questionKey) return false;
  if (!step.fields.every((field) => asked.fields.includes(field))) return false;
  if (asked.applicationId === ofCase.applicationId) return true;
  const isFresh = asked.answeredAt === null || asked.answeredAt > now.getTime() - grant.reuseHours * HOUR_MS;
  const isSamePurpose = asked.purpose === grant.purpose && asked.legalBasis === grant.legalBasis;
  return grant.reuse === 'purpose' && isSamePurpose && isFresh;
}

/** A step of this very batch, as those behind it see it. */
function asLeader({ step, grant, ofCase }: Permitted): AskedQuestion[] {
  if (step.questionKey === null) return [];
  const { purpose, legalBasis } = grant;
  const { id, questionKey, fields } = step;
  return [
    { id, questionKey, fields, purpose, legalBasis, applicationId: ofCase.applicationId, answeredAt: null },
  ];
}
