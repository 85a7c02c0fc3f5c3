import { call, type Reply } from '#broker/calls.ts';
import type { Plugged } from '#broker/registry.ts';
import { testTools } from '#broker/testing/broker.ts';
import { openConnector } from '#connectors/open-connector.ts';
import { nativeDocument } from '#connectors/testing/native-document.ts';
import { completeExchanges, type ExchangeAnswer } from '#db/exchange-answers.ts';
import { insertExchanges, type SentExchange } from '#db/exchanges.ts';
import { type ConnectorRow, type GrantRow, listGrantedConnectors } from '#db/reference.ts';
import { withTx } from '#db/with-tx.ts';
import { type CaseId, type GrantId, LeafId } from '#domain/ids.ts';
import { createDataKey, type DataKey } from '#flow/data-key.ts';
import { type LeafNote, record } from '#flow/ledger.ts';
import { newId } from '#flow/new-id.ts';
import { spendFor } from '#flow/quota.ts';
import { seal } from '#flow/seal.ts';
import type { Errand } from '#flow/send-questions.ts';
import { SYSTEM } from '#flow/system.ts';
import { addAnyResident, fileCase, type TestCity } from '#flow/testing/city.ts';
import { errandOf } from './hop-question.ts';

/** Puts so many questions, written down together before and after. */
export type Exchange = (count: number) => Promise<void>;

/** The bank's check, granted and plugged in. */
interface Bench {
  city: TestCity;
  caseId: CaseId;
  grant: GrantRow;
  connector: ConnectorRow;
  key: DataKey;
  plugged: Plugged;
}

/** The broker's work around a call, without the rules of the case that it is for. */
export async function openExchange(city: TestCity, url: string): Promise<Exchange> {
  const bench = await setBench(city, url);
  return async (count) => {
    const errands = Array.from({ length: count }, () => errandOf(bench.caseId, bench.connector.id));
    await writeSent(bench, errands, new Date());
    const called = await Promise.all(
      errands.map((errand) => call(bench.plugged, [errand], 'http://127.0.0.1:9/late', new Date())),
    );
    const replies = called.flatMap((each) => each.replies);
    await writeAnswers(bench, errands, replies, new Date());
  };
}

async function setBench(city: TestCity, url: string): Promise<Bench> {
  const caseId = await fileCase(city, await addAnyResident(city), new Date());
  await city.superuser.query('update grants set per_day = 1000000');
  await city.superuser.query('update connectors set daily_limit = 1000000');
  const { rows } = await city.superuser.query<{ id: GrantId }>(
    `select id from grants where connector = 'card-bank' and service = 'survivor-benefit'`,
  );
  const ids = rows.map(({ id }) => id);
  const found = await withTx(city.broker, SYSTEM.broker, (tx) => listGrantedConnectors(tx, ids));
  const [granted] = found.values();
  if (granted === undefined) throw new Error('the bank has granted its check');
  const key = await withTx(city.broker, SYSTEM.broker, (tx) => createDataKey(tx, 'bench', new Date()));
  const document = nativeDocument('card-bank', url);
  const credentials = new Map<string, string>();
  const tools = testTools(() => new Date());
  const connector = openConnector(document, credentials, tools);
  return { city, caseId, ...granted, key, plugged: { connector, document, credentials } };
}

function writeSent(bench: Bench, errands: readonly Errand[], now: Date): Promise<void> {
  const { city, grant, connector } = bench;
  const sending = errands.map((errand) => ({ errand, leaf: newId(LeafId, 'leaf', now) }));
  const leaves = sending.map(
    ({ errand: { exchange, context, question }, leaf }): LeafNote => ({
      id: leaf,
      kind: 'question.sent',
      actor: SYSTEM.broker.id,
      refs: { exchange, call: context.call, evidence: question.evidence },
    }),
  );
  return withTx(city.broker, SYSTEM.broker, async (tx) => {
    const spending = errands.map(() => ({ connector, grant }));
    await spendFor(tx, now, spending);
    await record(tx, now, leaves);
    const rows = sending.map(({ errand, leaf }) => sentExchange(bench, errand, leaf, now));
    await insertExchanges(tx, rows);
  });
}

function sentExchange(
  { caseId, grant, connector }: Bench,
  { exchange, step, context, question }: Errand,
  sentLeaf: LeafId,
  sentAt: Date,
): SentExchange {
  return {
    id: exchange,
    step: step.id,
    attempt: 1,
    call: context.call,
    caseId,
    caseNumber: 'bench',
    service: 'survivor-benefit',
    connector: connector.id,
    department: connector.departmentId,
    grantId: grant.id,
    requirement: 'account',
    evidence: question.evidence,
    fields: question.fields,
    purpose: context.purpose,
    legalBasis: context.legalBasis,
    actor: 'system',
    officer: null,
    subjectKey: 'bench',
    sentAt,
    sentLeaf,
  };
}

function writeAnswers(
  { city, key }: Bench,
  errands: readonly Errand[],
  replies: readonly Reply[],
  now: Date,
): Promise<void> {
  const received = errands.map(({ exchange }, index) => receive(key, exchange, replies[index], now));
  return withTx(city.broker, SYSTEM.broker, async (tx) => {
    const leaves = received.map(({ leaf }) => leaf);
    await record(tx, now, leaves);
    const rows = received.map(({ row }) => row);
    await completeExchanges(tx, now, rows);
  });
}

function receive(
  key: DataKey,
  exchange: Errand['exchange'],
  { answer, traffic }: Partial<Reply> = {},
  now: Date,
): { leaf: LeafNote; row: ExchangeAnswer } {
  if (answer?.kind !== 'confirmed' || traffic === undefined) throw new Error('not confirmed');
  const { ms, proof } = traffic;
  const id = newId(LeafId, 'leaf', now);
  const requests = proof.map(({ request }) => request.digest);
  const responses = proof.flatMap(({ response }) => response?.digest ?? []);
  const bodies = seal(key, 'exchanges', 'bodies', exchange, traffic.bodies);
  return {
    leaf: {
      id,
      kind: 'answer.received',
      actor: SYSTEM.broker.id,
      refs: { exchange, requests, responses },
    },
    row: { id: exchange, answer: answer.kind, cause: null, ms, proof, bodies, answerLeaf: id, aged: null },
  };
}
