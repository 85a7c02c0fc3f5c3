import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { openTestCity, type TestCity } from '#flow/testing/city.ts';
import { prepareTemplate, TEST_VARIABLE } from '#start/test-database.ts';
import { startDurableServer } from './durable-server.ts';
import { type Exchange, openExchange } from './hop-exchange.ts';
import { contextOf, QUESTION } from './hop-question.ts';
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
  exchange: Exchange;
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
