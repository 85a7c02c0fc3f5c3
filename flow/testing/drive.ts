import { UNUSED } from '#catalogue/funeral-service/example-facts.ts';
import type { Room } from '#db/claim-steps.ts';
import { listConnectors } from '#db/reference.ts';
import { withTx } from '#db/with-tx.ts';
import type { Answer, FactFields } from '#domain/answer.ts';
import type { CaseId } from '#domain/ids.ts';
import { lowerOneRung, wakeOneCase } from '../due-cases.ts';
import { takeFollowers } from '../follow.ts';
import { type Recorded, recordAnswers } from '../record-answers.ts';
import { type Errand, takeQuestions } from '../send-questions.ts';
import { SYSTEM } from '../system.ts';
import type { TestCity } from './city.ts';

/** The broker's two verbs driven by hand: no network, no timer, one step at a time. */
export const LEASE_SECONDS = 30;
const AS_OF = '2026-04-20T00:00:00+08:00';
const told = { source: 'test', asOf: AS_OF, keyUsed: null, validUntil: null, flags: [] };

export const confirmed = (fields: FactFields): Answer => ({ kind: 'confirmed', fields, ...told });
export const contradicted = (fields: FactFields): Answer => ({ kind: 'contradicted', fields, ...told });
export const noRecord: Answer = { kind: 'no_record', ...told };
export const down: Answer = { kind: 'unavailable', cause: 'down', retryAt: null };

export const pending = (ticket: string, expectedAt = AS_OF): Answer => ({
  kind: 'pending',
  ticket,
  expectedAt,
});

/** The sheet of a funeral home that has netted the basic fees off at once: nothing is left to refund. */
export const NETTED_OFF = { ...UNUSED, nettedOff: true };

/** A retired man whose death both departments registered; the applicant stands in his household register. */
export const EVERYTHING: Readonly<Record<string, Answer>> = {
  'E-DTH-MED': confirmed({ deathDate: '2026-03-18', causeClass: 'NORMAL' }),
  'E-HUK-CXL': confirmed({ cancelledForDeath: true, deathDate: '2026-03-18' }),
  'E-HH': confirmed({ firstRelation: '02', secondRelation: '32' }),
  'E-PEN-STA': confirmed({ scheme: 'EMPLOYEE', status: 'RETIRED' }),
  'E-PEN-YRS': confirmed({
    actualMonths: 400,
    deemedMonths: 0,
    migrated: true,
    flexible: false,
    ownPaidFen: 8_600_000,
  }),
  'E-PEN-YRS-OLD': noRecord,
  'E-PEN-ARC': noRecord,
  'E-PEN-PAY': confirmed({
    retired: true,
    retireMonth: '2008-04',
    drawnMonths: 216,
    lastPaidMonth: '2026-03',
    monthlyFen: 386_050,
  }),
  'E-PEN-BAL': confirmed({ balanceFen: 0 }),
  'E-PEN-SUR': noRecord,
  'E-INJ': noRecord,
  'E-BNK': confirmed({ belongs: true }),
  'E-FUN-SVC': confirmed(NETTED_OFF),
  'E-CRM': confirmed({ cremationDate: '2026-03-20', local: true }),
  'E-HUK': confirmed({ local: true }),
  'E-WEL': noRecord,
};

/** The same man, to whom a month of pension was still paid after his death and who has nothing left in his account. */
export const OVERPAID: Readonly<Record<string, Answer>> = {
  ...EVERYTHING,
  'E-PEN-PAY': confirmed({
    retired: true,
    retireMonth: '2008-04',
    drawnMonths: 217,
    lastPaidMonth: '2026-04',
    monthlyFen: 386_050,
  }),
};

/** The same answer for every evidence type. */
export function alwaysAnswered(answer: Answer): Readonly<Record<string, Answer>> {
  return Object.fromEntries([...Object.keys(EVERYTHING), 'E-BIR'].map((evidence) => [evidence, answer]));
}

/** The same room with every connector of the city. */
export async function roomFor(city: TestCity, limit = 64): Promise<Room> {
  const connectors = await withTx(city.broker, SYSTEM.broker, listConnectors);
  return new Map(connectors.map(({ id }) => [id, limit]));
}

/** Claims what is due and may be sent. */
export async function takeErrands(city: TestCity, now: Date, limit = 64): Promise<Errand[]> {
  const claimed = await takeQuestions(city.broker, now, await roomFor(city, limit), LEASE_SECONDS);
  return claimed.flatMap((entry) => (entry.kind === 'send' ? [entry.errand] : []));
}

/** Writes one answer for each errand of a case; an evidence type without an answer is left claimed. */
export async function answerErrands(
  city: TestCity,
  now: Date,
  id: CaseId,
  errands: readonly Errand[],
  answers: Readonly<Record<string, Answer>> = EVERYTHING,
): Promise<Recorded> {
  const arrivals = errands
    .filter(({ caseId }) => caseId === id)
    .flatMap(({ step }) => {
      const answer = answers[step.evidence];
      return answer === undefined ? [] : [{ step, answer }];
    });
  return recordAnswers(city.broker, now, id, arrivals);
}

/** Asks and answers until nothing is due any more. */
export async function answerCase(
  city: TestCity,
  now: Date,
  id: CaseId,
  answers: Readonly<Record<string, Answer>> = EVERYTHING,
): Promise<void> {
  for (;;) {
    const errands = await takeErrands(city, now);
    if (errands.length === 0) return;
    await answerErrands(city, now, id, errands, answers);
  }
}

/** Everything that the broker does without asking anybody: answers used again, patience, wake-ups. */
export async function runDue(city: TestCity, now: Date): Promise<void> {
  let hasDone = true;
  while (hasDone) {
    const lowered = await lowerOneRung(city.broker, now);
    const woken = await wakeOneCase(city.broker, now);
    const { claimed, arrivals } = await takeFollowers(city.broker, now, 64, LEASE_SECONDS);
    for (const [id, ofCase] of Map.groupBy(arrivals, ({ caseId }) => caseId)) {
      const answers = ofCase.map(({ arrival }) => arrival);
      await recordAnswers(city.broker, now, id, answers);
    }
    hasDone = lowered || woken || claimed > 0;
  }
}

/** Asks, answers and does what is due for every case that there is, until nothing is due any more. */
export async function answerAll(
  city: TestCity,
  now: Date,
  answers: Readonly<Record<string, Answer>> = EVERYTHING,
): Promise<void> {
  for (;;) {
    await runDue(city, now);
    const errands = await takeErrands(city, now);
    if (errands.length === 0) return;
    for (const id of new Set(errands.map(({ caseId }) => caseId)))
      await answerErrands(city, now, id, errands, answers);
  }
}
