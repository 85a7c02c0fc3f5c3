import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { forkBroker, killBroker } from '#broker/testing/process.ts';
import { withTx } from '#db/with-tx.ts';
import { leafHash, leafText, record } from '#flow/ledger.ts';
import { headKey } from '#flow/proof/head.ts';
import { sealLedger } from '#flow/proof/seal-ledger.ts';
import { SYSTEM } from '#flow/system.ts';
import { openTestCity, type TestCity } from '#flow/testing/city.ts';
import { prepareTemplate, TEST_VARIABLE } from '#start/test-database.ts';
import { startDurableServer } from './durable-server.ts';
import { quantile, rounded } from './statistics.ts';

const PAIRS = 1_500;
const LEAVES_PER_TRANSACTION = 4;
const WRITE_GOAL = 1.1;
const MILLION = 1_000_000;
const STEP = 100_000;
const LINEAR_GOAL = 1.25;
const LOAD_SECONDS = 30;
const TRANSACTIONS_PER_SECOND = 100;
const DELAY_GOAL_MS = 2_000;

/**
 * Three figures of the ledger. Writing: a transaction with leaves over the same rows into a table without hash, transaction id
 * and its index, in pairs that take turns. Delay: from the writing of a leaf to the signed head over it, under load, sealed by
 * a real broker. Linear: sealing the last 100,000 of a million leaves over the first 100,000.
 */
export async function measureLedger(): Promise<unknown> {
  const server = await startDurableServer();
  process.env[TEST_VARIABLE] = server.url;
  await prepareTemplate(server.url);
  const city = await openTestCity();
  try {
    const writing = await measureWriting(city);
    const delay = await measureDelay(city);
    const sealing = await measureSealing(city);
    const met =
      writing.ratio <= WRITE_GOAL && delay.p99Ms <= DELAY_GOAL_MS && sealing.lastOverFirst <= LINEAR_GOAL;
    return {
      name: 'ledger',
      value: writing.ratio,
      goal: WRITE_GOAL,
      met,
      detail: {
        writing: { ...writing, goal: WRITE_GOAL },
        delay: { ...delay, goalMs: DELAY_GOAL_MS },
        sealing: { ...sealing, goal: LINEAR_GOAL },
      },
    };
  } finally {
    await city.close();
    await server.stop();
  }
}

const note = () => ({ kind: 'question.sent' as const, actor: 'broker', refs: { call: randomUUID() } });

async function measureWriting(city: TestCity) {
  await city.superuser.query(
    'create table plain_rows (id text primary key, at timestamptz(3), kind text, leaf text)',
  );
  await city.superuser.query('grant insert on plain_rows to mz_broker');
  const withLedger: number[] = [];
  const without: number[] = [];
  const time = async (into: number[], work: () => Promise<void>) => {
    const begun = performance.now();
    await work();
    into.push(performance.now() - begun);
  };
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const turns = [
      () => time(withLedger, () => writeLeaves(city)),
      () => time(without, () => writePlain(city)),
    ];
    for (const turn of pair % 2 === 0 ? turns : turns.reverse()) await turn();
  }
  const [ledgerMs, plainMs] = [quantile(withLedger, 0.5), quantile(without, 0.5)];
  return {
    ratio: rounded(ledgerMs / plainMs),
    ledgerMs: rounded(ledgerMs),
    plainMs: rounded(plainMs),
  };
}

function writeLeaves(city: TestCity): Promise<void> {
  const notes = Array.from({ length: LEAVES_PER_TRANSACTION }, note);
  return withTx(city.broker, SYSTEM.broker, (tx) => record(tx, new Date(), notes));
}

/** The same rows, made in the same way, without what the ledger adds: hash, transaction id, and the index over it. */
async function writePlain(city: TestCity): Promise<void> {
  const now = new Date();
  const rows = Array.from({ length: LEAVES_PER_TRANSACTION }, () => {
    const id = randomUUID();
    return { id, leaf: leafText({ v: 1, id, at: now.toISOString(), commitments: {}, ...note() }) };
  });
  const column = (pick: (row: (typeof rows)[number]) => string) => sql.param(rows.map(pick));
  await withTx(city.broker, SYSTEM.broker, (tx) =>
    tx.execute(sql`
      insert into plain_rows (id, at, kind, leaf)
      select * from unnest(${column(({ id }) => id)}::text[], ${column(() => now.toISOString())}::timestamptz[],
        ${column(() => 'question.sent')}::text[], ${column(({ leaf }) => leaf)}::text[])`),
  );
}

async function measureDelay(city: TestCity) {
  const broker = await forkBroker(city, {});
  const first = new Date();
  const writes: Promise<void>[] = [];
  for (let turn = 0; turn < LOAD_SECONDS * TRANSACTIONS_PER_SECOND; turn += 1) {
    writes.push(writeLeaves(city));
    await wait(1_000 / TRANSACTIONS_PER_SECOND);
  }
  await Promise.all(writes);
  await wait(3_000);
  await killBroker(broker);
  const { rows } = await city.superuser.query<{ ms: number }>(
    `select extract(epoch from (select min(h.at) from ledger_heads h where h.size > e.position) - l.at) * 1000 as ms
     from ledger_leaves l left join ledger_entries e on e.leaf = l.id where l.at >= $1`,
    [first],
  );
  const delays = rows.map(({ ms }) => Number(ms));
  return {
    leaves: delays.length,
    unsealed: rows.filter(({ ms }) => ms === null).length,
    p50Ms: rounded(quantile(delays, 0.5)),
    p99Ms: rounded(quantile(delays, 0.99)),
  };
}

async function measureSealing(city: TestCity) {
  const key = headKey(JSON.parse(process.env.HEAD_KEY ?? ''));
  while (await sealLedger(city.broker, key, new Date()));
  const seconds: number[] = [];
  for (let done = 0; done < MILLION; done += STEP) {
    await insertMany(city, done, STEP);
    const begun = performance.now();
    while (await sealLedger(city.broker, key, new Date()));
    seconds.push((performance.now() - begun) / 1_000);
  }
  const [first = 0] = seconds;
  const last = seconds.at(-1) ?? 0;
  const total = seconds.reduce((sum, each) => sum + each, 0);
  return {
    leaves: MILLION,
    perSecond: rounded(MILLION / total),
    secondsPerHundredThousand: seconds.map((each) => rounded(each)),
    lastOverFirst: rounded(last / first),
  };
}

/** Leaves written by many transactions, as they come in life; their texts are as long as real ones. */
async function insertMany(city: TestCity, from: number, count: number): Promise<void> {
  const PER_STATEMENT = 1_000;
  for (let begin = from; begin < from + count; begin += PER_STATEMENT) {
    const rows = Array.from({ length: PER_STATEMENT }, (_, index) => {
      const id = `leaf_${begin + index}`;
      const leaf = leafText({ v: 1, id, at: new Date(0).toISOString(), commitments: {}, ...note() });
      return { id, leaf, hash: leafHash(leaf) };
    });
    await city.superuser.query(
      `insert into ledger_leaves (id, at, kind, leaf, hash)
       select id, 'epoch', 'question.sent', leaf, hash from unnest($1::text[], $2::text[], $3::text[]) as r (id, leaf, hash)`,
      [rows.map(({ id }) => id), rows.map(({ leaf }) => leaf), rows.map(({ hash }) => hash)],
    );
  }
}
