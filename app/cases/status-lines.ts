import type { AskedQuestion } from '#domain/case.ts';
import type { AnswerNote } from '#domain/case-event.ts';
import { findRungBelow } from '#domain/ladder.ts';
import type { ExhaustedReason, RequirementStanding } from '#domain/requirement.ts';
import type { Requirement, Rung } from '#domain/service.ts';
import { civilDateOf } from '../ui/date-words.ts';
import { askedAt, type CaseContext, departmentOf, getEvidence } from './case-context.ts';
import { type Line, line } from './line.ts';
import { nearDateWords, whenWords } from './when-words.ts';

/** Whoever is asked so soon has not been seen to wait. */
const SOON_MS = 60_000;
const TEN_MINUTES_MS = 600_000;

/** A question that has not settled its requirement, with the requirement. */
interface Waiting {
  requirement: Requirement;
  question: AskedQuestion;
  standing: Extract<RequirementStanding, { kind: 'waiting' }>;
}

/** Of which day the source's data speaks; nothing where it did not say. */
export function asOfLine(context: CaseContext, note: AnswerNote): Line[] {
  if (note.asOf === null) return [];
  return [line('asOf', { date: nearDateWords(context.words.locale, civilDateOf(note.asOf), context.now) })];
}

/** Why nothing is known yet, when that changes, what follows if it does not, and what depends on it. */
export function waitingLines(context: CaseContext, waiting: Waiting): Line[] {
  const { requirement, question, standing } = waiting;
  const { note } = question;
  const next =
    standing.offered === null ? patienceLines(context, requirement, question) : [line('meanwhileCommit')];
  const you = standing.offered === null ? line('youNothing') : line('youMay');
  const stopped = stoppedLines(context, question);
  if (note === null && stopped.length > 0) return [line('cause_suspended'), ...stopped, ...next, you];
  if (note === null) return [...(placeLines(context, question) ?? [line('asking')]), ...next, you];
  if (note.kind === 'pending') return [pendingLine(context, note), ...next, you];
  const affects = readsNull(requirement, 'unavailable') ? line('affectsNothing') : line('affectsDecision');
  const again = note.cause === 'quota' ? placeLines(context, question) : undefined;
  const after = again ?? [...stopped, retryLine(context, note)];
  return [line(`cause_${note.cause ?? 'down'}`), ...after, ...next, affects, you];
}

/** A question that has to wait in the department's line for a while: its place, and by when it is expected to be asked. */
function placeLines(context: CaseContext, { step }: AskedQuestion): Line[] | undefined {
  const { words, now } = context;
  const waiting = context.waiting.get(step);
  if (waiting === undefined || waiting.place === null) return undefined;
  const { place, by } = waiting;
  if (by !== null && by.getTime() - now.getTime() < SOON_MS) return undefined;
  const values = { place: String(place) };
  if (by === null) return [line('placeUnknown', values)];
  // To the next ten minutes: the hour is what can be said, not the minute.
  const until = new Date(Math.ceil(by.getTime() / TEN_MINUTES_MS) * TEN_MINUTES_MS);
  return [line('place', { ...values, time: whenWords(words.locale, until.toISOString(), now) })];
}

/** What a question without a usable answer waits for: its place in the line, or why the department has stopped it. */
export function standingInLine(context: CaseContext, question: AskedQuestion): Line[] {
  return [...(placeLines(context, question) ?? []), ...stoppedLines(context, question)];
}

/** The department's own words for why it has stopped questions, and since when. */
function stoppedLines({ waiting, words, now }: CaseContext, { step }: AskedQuestion): Line[] {
  const stopped = waiting.get(step)?.stopped ?? null;
  if (stopped === null) return [];
  const since = whenWords(words.locale, stopped.since.toISOString(), now);
  return [line('stoppedBecause', { reason: stopped.because, since })];
}

function pendingLine({ words, now }: CaseContext, { nextAt }: AnswerNote): Line {
  if (nextAt === null) return line('asking');
  const time = whenWords(words.locale, nextAt, now);
  return line(isPast(nextAt, now) ? 'pendingOverdue' : 'pending', { time });
}

function retryLine({ words, now }: CaseContext, { nextAt }: AnswerNote): Line {
  if (nextAt === null || isPast(nextAt, now)) return line('retrySoon');
  return line('retryAt', { time: whenWords(words.locale, nextAt, now) });
}

function isPast(instant: string, now: Date): boolean {
  return Date.parse(instant) <= now.getTime();
}

/** What happens once the source has been silent for longer than the service waits; nothing if that has happened. */
function patienceLines(context: CaseContext, requirement: Requirement, question: AskedQuestion): Line[] {
  const { view, words, now } = context;
  const rung = requirement.ladder[question.rung];
  const asked = askedAt(context, question.step);
  if (rung?.means !== 'data_share' || asked === null) return [];
  const until = new Date(Date.parse(asked) + rung.patienceMinutes * 60_000);
  if (until <= now) return [];
  const time = whenWords(words.locale, until.toISOString(), now);
  const below = findRungBelow({ requirement, claim: view.claim, rung: question.rung });
  if (below?.rung.means === 'commitment') return [line('thenCommit', { time })];
  if (below !== undefined) return [line('thenAsk', { time, ...whomToAsk(context, below.rung) })];
  return [line(readsNull(requirement, 'unavailable') ? 'thenWithout' : 'thenPerson', { time })];
}

/** Why the ladder ended or came down to the applicant's own word, what happens next, and what she need do. */
export function unsettledLines(
  context: CaseContext,
  requirement: Requirement,
  reason: ExhaustedReason | null,
  isOffered: boolean,
): Line[] {
  const why = line(reason === null ? 'whyWaited' : `why_${reason}`);
  if (isOffered) return [why, line('nextCommit'), line('youMay')];
  const goesOn = reason !== null && readsNull(requirement, reason);
  if (goesOn || context.view.state.status === 'withdrawn')
    return [why, line('nextWithout'), line('youNothing')];
  return [why, line('nextPerson'), line('youNothing')];
}

/** That another department is asked only if the cheaper answers leave it open. */
export function heldLines(context: CaseContext, rung: Rung | undefined): Line[] {
  if (rung?.means !== 'data_share') return [line('asking')];
  return [line('nextHeld', whomToAsk(context, rung)), line('youNothing')];
}

/** Which questions of this requirement did not settle it, and why the next means was taken. */
export function fallenLines(context: CaseContext, questions: readonly AskedQuestion[]): Line[] {
  return questions.map((question) =>
    line('fell', {
      department: departmentOf(context, question),
      thing: getEvidence(context, question.evidence).title[context.words.locale],
      why: reasonOf(question.note) ?? 'unavailable',
    }),
  );
}

/** Why an answer did not settle its requirement; null where it did or has not come. */
export function reasonOf(note: AnswerNote | null): ExhaustedReason | null {
  if (note === null) return null;
  if (note.reason !== null) return note.reason;
  return note.kind === 'confirmed' || note.kind === 'pending' ? null : note.kind;
}

/** Whether the rules go on without the requirement when its ladder has ended for this reason. */
function readsNull(requirement: Requirement, reason: ExhaustedReason): boolean {
  const reasons: readonly ExhaustedReason[] = requirement.readsNullOn;
  return reasons.includes(reason);
}

function whomToAsk(context: CaseContext, rung: Extract<Rung, { means: 'data_share' }>) {
  const evidence = getEvidence(context, rung.evidence);
  const { locale } = context.words;
  return { department: evidence.department[locale], thing: evidence.title[locale] };
}
