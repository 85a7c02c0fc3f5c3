import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { call, type Reply } from '#broker/calls.ts';
import { testTools } from '#broker/testing/broker.ts';
import { openConnector } from '#connectors/open-connector.ts';
import { nativeDocument } from '#connectors/testing/native-document.ts';
import { completeExchanges } from '#db/exchange-answers.ts';
import { insertExchanges } from '#db/exchanges.ts';
import { listGrantedConnectors } from '#db/reference.ts';
import type { StepRow } from '#db/steps.ts';
import { withTx } from '#db/with-tx.ts';
import { ExchangeId, LeafId, StepId } from '#domain/ids.ts';
import { createDataKey } from '#flow/data-key.ts';
import { type LeafNote, record } from '#flow/ledger.ts';
import { newId } from '#flow/new-id.ts';
import { spendFor } from '#flow/quota.ts';
import { seal } from '#flow/seal.ts';
import type { Errand } from '#flow/send-questions.ts';
import { SYSTEM } from '#flow/system.ts';
import { addAnyResident, fileCase, openTestCity, type TestCity } from '#flow/testing/city.ts';
import { prepareTemplate, TEST_VARIABLE } from '#start/test-database.ts';
import { startDurableServer } from './durable-server.ts';
import { quantile, rounded } from './statistics.ts';

const GOAL_MS = 3;
const GOAL_PER_SECOND = 800;
const SINGLE_CALLS = 400;
const LOADED_CALLS = 6_000;
/** The broker claims what is due together, and writes together what comes in together. */
const TOGETHER = 16;
const WORKERS = 6;

/**
 * What the exchange adds to a call: quota, ledger leaf and exchange written and committed, token and signature, the answer's
 * signature verified, exchange and leaf completed with the bodies sealed and committed; minus the same question over plain
 * HTTP to the same department in the same run. The rules of a case are no part of it: `bench decision` measures those.
 */
export async function measureHop(): Promise<unknown> {
  const stage = await setStage();
  try {
    // Under load first: a broker has been running for a while when somebody's single question comes.
    const before = process.cpuUsage();
    const perSecond = await measureLoad(stage);
    const used = process.cpuUsage(before);
    const direct: number[] = [];
    const signed: number[] = [];
    for (let index = 0; index < SINGLE_CALLS; index += 1) {
      direct.push(await timed(() => stage.plain()));
      signed.push(await timed(() => stage.exchange(1)));
    }
    const value = quantile(signed, 0.5) - quantile(direct, 0.5);
    return {
      name: 'hop',
      value: rounded(value),
      goal: GOAL_MS,
      met: value <= GOAL_MS && perSecond >= GOAL_PER_SECOND,
      detail: {
        callsPerSecond: { value: rounded(perSecond), goal: GOAL_PER_SECOND, together: TOGETHER },
        brokerCpuMsPerCall: rounded((used.user + used.system) / 1_000 / LOADED_CALLS),
        directP50Ms: rounded(quantile(direct, 0.5)),
        exchangedP50Ms: rounded(quantile(signed, 0.5)),
        addedP95Ms: rounded(quantile(signed, 0.95) - quantile(direct, 0.95)),
        // Nordic Institute for Interoperability Solutions, X-Road performance test report: +29 ms, 77 to 83 a second.
        published: { xRoadAddedMs: 29, xRoadPerSecond: '77–83' },
        machine: { cpus: cpus().length, model: cpus()[0]?.model, node: process.version },
      },
    };
  } finally {
    await stage.stop();
  }
}

interface Stage {
  /** Puts so many questions, written down together before and after. */
  exchange(count: number): Promise<void>;
  plain(): Promise<void>;
  stop(): Promise<void>;
}

async function measureLoad(stage: Stage): Promise<number> {
  let left = LOADED_CALLS;
  const begun = performance.now();
  const worker = async () => {
    while (left > 0) {
      left -= TOGETHER;
      await stage.exchange(TOGETHER);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  return LOADED_CALLS / ((performance.now() - begun) / 1000);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const Told = z.object({ url: z.string() });

async function setStage(): Promise<Stage> {
  const server = await startDurableServer();
  process.env[TEST_VARIABLE] = server.url;
  await prepareTemplate(server.url);
  const city = await openTestCity();
  const department = fork(fileURLToPath(new URL('./hop-department.ts', import.meta.url)));
  const [told] = await once(department, 'message');
  const { url } = Told.parse(told);
  const exchange = await openExchange(city, url);
  const agent = new http.Agent({ keepAlive: true });
  return {
    exchange,
    plain: () => postPlain(agent, url),
    stop: () => stop(city, department, agent, server.stop),
  };
}

async function stop(
  city: TestCity,
  department: ChildProcess,
  agent: http.Agent,
  stopServer: () => Promise<void>,
): Promise<void> {
  agent.destroy();
  department.kill();
  await city.close();
  await stopServer();
}

/** The broker's work around a call, without the rules of the case that it is for. */
async function openExchange(city: TestCity, url: string): Promise<Stage['exchange']> {
  const caseId = await fileCase(city, await addAnyResident(city), new Date());
  await city.superuser.query('update grants set per_day = 1000000');
  await city.superuser.query('update connectors set daily_limit = 1000000');
  const { rows } = await city.superuser.query<{ grant: StepRow['grantId'] }>(
    `select id as grant from grants where connector = 'card-bank' and service = 'survivor-benefit'`,
  );
  const grantId = rows[0]?.grant;
  if (grantId === undefined) throw new Error('the bank has granted its check');
  const found = await withTx(city.broker, SYSTEM.broker, (tx) => listGrantedConnectors(tx, [grantId]));
  const granted = found.get(grantId);
  if (granted === undefined) throw new Error('a grant is of a connector');
  const key = await withTx(city.broker, SYSTEM.broker, (tx) => createDataKey(tx, 'bench', new Date()));
  const document = nativeDocument('card-bank', url);
  const credentials = new Map<string, string>();
  const connector = openConnector(
    document,
    credentials,
    testTools(() => new Date()),
  );
  const { connector: row } = granted;

  const writeSent = (errands: readonly Errand[], now: Date) =>
    withTx(city.broker, SYSTEM.broker, async (tx) => {
      const leaves = errands.map((errand): LeafNote & { id: LeafId } => ({
        ...{ id: newId(LeafId, 'leaf', now), kind: 'question.sent', actor: SYSTEM.broker.id },
        refs: { exchange: errand.exchange, call: errand.context.call, evidence: errand.question.evidence },
      }));
      await spendFor(
        tx,
        now,
        errands.map(() => granted),
      );
      await record(tx, now, leaves);
      await insertExchanges(
        tx,
        errands.map(({ exchange, step, context, question }, index) => ({
          ...{ id: exchange, step: step.id, attempt: 1, call: context.call, caseId, caseNumber: 'bench' },
          ...{ service: 'survivor-benefit', connector: row.id, department: row.departmentId, grantId },
          ...{ requirement: 'account', evidence: question.evidence, fields: question.fields },
          ...{ purpose: context.purpose, legalBasis: context.legalBasis, actor: 'system', officer: null },
          ...{ subjectKey: 'bench', sentAt: now, sentLeaf: leaves[index]?.id ?? '' },
        })),
      );
    });
  const writeAnswers = (errands: readonly Errand[], replies: readonly Reply[], now: Date) =>
    withTx(city.broker, SYSTEM.broker, async (tx) => {
      const leaves = replies.map(({ traffic }, index): LeafNote & { id: LeafId } => ({
        ...{ id: newId(LeafId, 'leaf', now), kind: 'answer.received', actor: SYSTEM.broker.id },
        refs: {
          exchange: errands[index]?.exchange ?? '',
          requests: traffic?.proof.map(({ request }) => request.digest) ?? [],
          responses: traffic?.proof.flatMap(({ response }) => response?.digest ?? []) ?? [],
        },
      }));
      await record(tx, now, leaves);
      const answers = errands.flatMap(({ exchange }, index) => {
        const { answer, traffic } = replies[index] ?? {};
        if (answer?.kind !== 'confirmed' || traffic === undefined) throw new Error('not confirmed');
        const bodies = seal(key, 'exchanges', 'bodies', exchange, traffic.bodies);
        const told = { answer: answer.kind, cause: null, ms: traffic.ms, proof: traffic.proof, aged: null };
        return [{ id: exchange, ...told, bodies, answerLeaf: leaves[index]?.id ?? '' }];
      });
      await completeExchanges(tx, now, answers);
    });
  return async (count) => {
    const errands = Array.from({ length: count }, () => errandOf(caseId, row.id));
    await writeSent(errands, new Date());
    const plugged = { connector, document, credentials };
    const called = await Promise.all(
      errands.map((errand) => call(plugged, [errand], 'http://127.0.0.1:9/late', new Date())),
    );
    await writeAnswers(
      errands,
      called.flatMap(({ replies }) => replies),
      new Date(),
    );
  };
}

const QUESTION = {
  evidence: 'E-BNK',
  fields: ['belongs'],
  subjects: [{ name: '周静', idNumber: '990102198508120024' }],
  given: { account: '9999990000000014' },
};

function contextOf() {
  return {
    ...{ call: randomUUID(), caseNumber: '99010220261122000008', requirement: 'account', actor: 'system' },
    ...{ purpose: '核实收款账户是您本人的', legalBasis: '社会保险经办条例第二十六条' },
  };
}

function errandOf(caseId: Errand['caseId'], connector: Errand['connector']): Errand {
  const now = new Date();
  const id = newId(StepId, 'step', now);
  return {
    step: { id, fence: 1, attempts: 1, requirement: 'account', rung: 0, evidence: QUESTION.evidence },
    ...{ caseId, connector, exchange: newId(ExchangeId, 'exch', now), timeoutMs: 5_000 },
    ...{ sendBy: new Date(now.getTime() + 3_600_000), question: QUESTION, context: contextOf() },
  };
}

/** The same question without anything that proves it. */
function postPlain(agent: http.Agent, url: string): Promise<void> {
  const nonce = 'nonceOfTheseTestsAAAAA';
  const callback = 'http://127.0.0.1:9/late/card-bank';
  const body = JSON.stringify({ protocol: 1, nonce, ...QUESTION, ...contextOf(), callback });
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    http
      .request(`${url}/plain`, { method: 'POST', agent, headers }, (response) => {
        response.resume().once('end', resolve);
      })
      .once('error', reject)
      .end(body);
  });
}
