import '#flow/testing/keys.ts';
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { insertEvents } from '#db/cases.ts';
import { finishAttempts, type StepResult } from '#db/steps.ts';
import { openPool, type Pool, type Tx, withTx } from '#db/with-tx.ts';
import type { Answer } from '#domain/answer.ts';
import type { CaseEvent } from '#domain/case-event.ts';
import { CaseId, ConnectorId } from '#domain/ids.ts';
import { stepResult } from '#flow/answer-note.ts';
import { eventRow, loadForWriting } from '#flow/append.ts';
import { takeFollowers } from '#flow/follow.ts';
import type { Hand } from '#flow/hand.ts';
import { record } from '#flow/ledger.ts';
import { matchGrants } from '#flow/plan-steps.ts';
import { queueQuestions } from '#flow/queue-questions.ts';
import type { Arrival } from '#flow/record-answers.ts';
import { type Errand, takeQuestions, tooLate } from '#flow/send-questions.ts';
import { getService } from '#flow/services.ts';
import { SYSTEM } from '#flow/system.ts';
import { stateOf } from './quota-workload.ts';

/**
 * One of the processes of `bench quota`: plans what is filed, claims, asks the register and writes the answers, by the flow's
 * own verbs. It leaves out what follows from an answer (rules, decision, notices): quotas do not depend on it.
 */
export const Phase = z.object({ now: z.number(), plan: z.array(CaseId) });
export type Phase = z.infer<typeof Phase>;

const REGISTRY = ConnectorId.parse('marriage-registry');
const ROOM = new Map([[REGISTRY, 16]]);
const LEASE_SECONDS = 3;
const MAR_RUNG_EVIDENCE = 'E-MAR';

const broker = openPool(process.env.BROKER_URL ?? '', 5);
const department = openPool(process.env.DEPARTMENT_URL ?? '', 2);

process.on('message', async (message) => {
  const { now, plan } = Phase.parse(message);
  const at = new Date(now);
  await Promise.all([
    planAll(at, plan),
    askUntilIdle(at, plan.length > 0),
    followUntilIdle(at, plan.length > 0),
  ]);
  process.send?.('idle');
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');

let isPlanning = false;

async function planAll(now: Date, plan: readonly CaseId[]): Promise<void> {
  isPlanning = true;
  for (const id of plan) await withTx(broker, SYSTEM.broker, (tx) => planOne(tx, now, id));
  isPlanning = false;
}

/** A case's question is planned once, however often it is filed: the case is locked, and its step tells. */
async function planOne(tx: Tx, now: Date, id: CaseId): Promise<void> {
  await tx.$client.query('select from cases where id = $1 for update', [id]);
  const { rowCount } = await tx.$client.query('select from steps where case_id = $1', [id]);
  if (rowCount !== 0) return;
  const loaded = await loadForWriting(tx, id);
  const service = await getService(tx, loaded.row.service, loaded.row.serviceVersion);
  const hand: Hand = { tx, actor: SYSTEM.broker, now, service, loaded, events: [], leaves: [] };
  const requirement = service.definition.requirements.find((each) => each.id === 'kin');
  const rung = requirement?.ladder.findIndex(
    (each) => each.means === 'data_share' && each.evidence === MAR_RUNG_EVIDENCE,
  );
  if (requirement === undefined || rung === undefined) throw new Error('the service needs the marriage');
  const { subjects } = requirement;
  const asked = {
    requirement: 'kin',
    rung,
    evidence: MAR_RUNG_EVIDENCE,
    fields: ['state'],
    subjects,
    connectors: [REGISTRY],
  };
  const wave = await matchGrants(hand, { relation: 'spouse' }, [asked]);
  await queueQuestions(hand, 1, wave.questions);
  await record(tx, now, hand.leaves);
}

async function askUntilIdle(now: Date, isFiling: boolean): Promise<void> {
  for (let idle = 0; idle < (isFiling ? 2 : 1); ) {
    const claimed = await takeQuestions(broker, now, ROOM, LEASE_SECONDS);
    const refused = claimed.flatMap((entry) => (entry.kind === 'answer' ? [{ ...entry, tries: 1 }] : []));
    const errands = claimed.flatMap((entry) => (entry.kind === 'send' ? [entry.errand] : []));
    const answers = await askRegister(department, now, errands);
    await withTx(broker, SYSTEM.broker, async (tx) => {
      const results = [
        ...refused.map(({ step, answer }) => ({ ...step, ...resultOf(now, answer) })),
        ...errands.flatMap(({ step }, index) => {
          const answer = answers[index];
          return answer === undefined ? [] : [{ ...step, ...resultOf(now, answer) }];
        }),
      ];
      if (results.length === 0) return;
      const held = await finishAttempts(tx, results);
      for (const [index, errand] of errands.entries())
        if (held.has(errand.step.id)) await keepAnswer(tx, now, errand, answers[index]);
    });
    if (claimed.length > 0) idle = 0;
    else if (!isPlanning) idle += 1;
    if (claimed.length === 0) await wait(20);
  }
}

function resultOf(now: Date, answer: Answer): StepResult {
  return stepResult(now, 1, answer, answer.kind === 'unavailable');
}

/** The register counts every call on its own books, by its own day, and fails as the workload says. */
async function askRegister(
  books: Pool,
  now: Date,
  errands: readonly Errand[],
): Promise<(Answer | undefined)[]> {
  const sent = errands.filter((errand) => tooLate(errand, now) === undefined);
  if (sent.length === 0) return errands.map((errand) => tooLate(errand, now));
  const { rows } = await books.query<{ failed: boolean; case_id: string }>(
    `with asked as (
       insert into register_calls (case_id, at) select unnest($1::text[]), $2 returning case_id
     )
     update register_failures f set left_over = left_over - 1 from asked, register_groups g
     where g.case_id = asked.case_id and f.group_name = g.group_name and left_over > 0
     returning asked.case_id, true as failed`,
    [sent.map(({ caseId }) => caseId), now],
  );
  const failed = new Set(rows.map(({ case_id }) => case_id));
  return errands.map((errand) => tooLate(errand, now) ?? answerOf(errand, now, failed.has(errand.caseId)));
}

function answerOf({ question }: Errand, now: Date, isFailed: boolean): Answer {
  if (isFailed) return { kind: 'unavailable', cause: 'down', retryAt: null };
  const told = { source: 'bench', asOf: now.toISOString(), keyUsed: null, validUntil: null, flags: [] };
  return { kind: 'confirmed', fields: { state: stateOf(question.subjects[0]?.idNumber ?? '') }, ...told };
}

/** The answer as an event, sealed under the application's key: what a follower is given is read from it. */
async function keepAnswer(
  tx: Tx,
  now: Date,
  { step, caseId }: Errand,
  answer: Answer | undefined,
): Promise<void> {
  if (answer?.kind !== 'confirmed') return;
  const { key } = await loadForWriting(tx, caseId);
  const { id, requirement, rung, attempts: attempt } = step;
  const { kind, source, asOf, fields } = answer;
  const note = {
    kind,
    source,
    asOf,
    keyUsed: null,
    flags: [],
    cause: null,
    nextAt: null,
    reason: null,
    reusedFrom: null,
  };
  const standing = { kind: 'established', rung } as const;
  const event: CaseEvent = {
    type: 'answer.received',
    version: 1,
    data: { step: id, requirement, rung, attempt, note, standing },
  };
  const personal = { fields, value: fields, salt: randomBytes(16).toString('base64') };
  await insertEvents(tx, [eventRow(caseId, 1 + attempt, event, SYSTEM.broker, now, { key, personal })]);
}

async function followUntilIdle(now: Date, isFiling: boolean): Promise<void> {
  for (let idle = 0; idle < (isFiling ? 2 : 1); ) {
    const { claimed, arrivals } = await takeFollowers(broker, now, 64, LEASE_SECONDS);
    await withTx(broker, SYSTEM.broker, async (tx) => {
      const results = arrivals.map(({ arrival }) => ({ ...arrival.step, ...resultOf(now, arrival.answer) }));
      if (results.length > 0) await finishAttempts(tx, results);
    });
    if (arrivals.length > 0) await noteGiven(arrivals);
    if (claimed > 0) idle = 0;
    else if (!isPlanning) idle += 1;
    if (claimed === 0) await wait(50);
  }
}

/** What followers were given goes to the books too, to be compared with what the register would have said. */
async function noteGiven(arrivals: readonly { caseId: CaseId; arrival: Arrival }[]): Promise<void> {
  const states = arrivals.map(({ arrival: { answer } }) =>
    'fields' in answer ? String(answer.fields.state) : null,
  );
  await department.query(
    'insert into register_given (case_id, state) select * from unnest($1::text[], $2::text[]) on conflict do nothing',
    [arrivals.map(({ caseId }) => caseId), states],
  );
}
