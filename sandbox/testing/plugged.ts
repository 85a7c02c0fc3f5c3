import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Connector } from '#connectors/contract.ts';
import type { Tools } from '#connectors/open-adapter.ts';
import { openConnector } from '#connectors/open-connector.ts';
import { openOutgoing } from '#connectors/outgoing.ts';
import { DEPARTMENT_KEYS, PORTAL_KEY } from '#connectors/testing/keys.ts';
import type { Answer } from '#domain/answer.ts';
import { ConnectorDocument } from '#domain/connector.ts';
import type { CallContext, Question } from '#domain/question.ts';
import type { Clock } from '../clock.ts';
import { listPlugs } from '../connectors.ts';
import type { RunningDepartment } from '../departments/server.ts';
import { openStore } from '../departments/store.ts';
import { behaviour, city, runDepartment, stillClock } from '../departments/testing.ts';
import { type AnyDepartment, DEPARTMENTS } from '../departments.ts';
import { startService } from '../services/run-service.ts';
import type { ServiceDepartment } from '../services/service.ts';
import { openSheetsPlug } from './sheets-plug.ts';
import { readerOf, runArchive } from './test-archive.ts';

/** Of the services of tests. */
export const SERVICE_SECRET = 'a secret/of the test+service';
const TIMEOUT_MS = 4_000;

/** Starts a department of any kind on a free port; one whose database is read, on the throw-away server. */
export function runAny(department: AnyDepartment, clock: Clock = stillClock()): Promise<RunningDepartment> {
  if ('view' in department) return runArchive(department, city, SERVICE_SECRET);
  return 'service' in department ? runService(department, clock) : runDepartment(department, clock);
}

/** Starts a department's old service on a free port, on a store of its own unless it is given one. */
export function runService(
  department: ServiceDepartment,
  clock: Clock = stillClock(),
  database: DatabaseSync = openStore(null, department, city),
): Promise<RunningDepartment> {
  return startService({ department, database, port: 0, secret: SERVICE_SECRET, clock });
}

export type OpenPlug = {
  document: ConnectorDocument;
  credentials: ReadonlyMap<string, string>;
  connector: Connector;
};

const outgoing = openOutgoing({ allow: ['127.0.0.1'] });

/** What tests call the departments of this machine with. */
export function toolsOf(now: () => Date): Tools {
  return { clock: now, outgoing, signer: PORTAL_KEY, issuer: 'https://portal.example' };
}

/** The plug of a department that is running, as the city's own list has it. @param url another way to it, past a recorder */
export function openPlug(
  running: Pick<RunningDepartment, 'department' | 'url'>,
  tools: Tools,
  { url = running.url, secret = SERVICE_SECRET } = {},
): OpenPlug {
  const { hostname: host, port: writtenPort, pathname } = new URL(url);
  const [port, database] = [Number(writtenPort), pathname.slice(1)];
  const line = { id: running.department.id, port, secret, publicKey: { ...DEPARTMENT_KEYS[0] } };
  const [plug] = listPlugs([line], { host, port, tls: false, database, user: readerOf(database) });
  const document = ConnectorDocument.parse(plug?.document);
  const credentials = new Map(Object.entries(plug?.credentials ?? {}));
  return { document, credentials, connector: openConnector(document, credentials, tools) };
}

/** The answer of a department to a question that goes through its plug, as the broker asks it. */
export async function answerThrough(
  connector: Connector,
  question: Question,
  known: Partial<CallContext> = {},
): Promise<Answer> {
  const context = { ...exampleContext(), ...known };
  return connector.read(await connector.request(question, context, TIMEOUT_MS), question, context);
}

export function exampleContext(): CallContext {
  return {
    call: randomUUID(),
    caseNumber: '99010220261122000008',
    requirement: 'kin',
    purpose: '核实亲属关系',
    legalBasis: '社会保险经办条例第二十六条',
    actor: 'system',
    callback: 'http://127.0.0.1:9/late',
  };
}

/** Every department of the make-believe city, running, with the plug by which it is asked. */
export type PluggedCity = {
  /** @throws Error where nobody answers this evidence type */
  of(evidence: string): { running: RunningDepartment; plug: OpenPlug };
  ask(question: Question): Promise<Answer>;
  close(): Promise<void>;
};

/** Starts them all; an officer's look into a paper file takes no time. */
export async function openPluggedCity(clock: Clock = stillClock()): Promise<PluggedCity> {
  const opened = await Promise.all(
    DEPARTMENTS.map(async (department) => {
      const running = await runAny(department, clock);
      await running.behave(behaviour({ byHandMs: 0 }));
      return { running, plug: openPlug(running, toolsOf(clock.now)) };
    }),
  );
  const bureau = opened.find(({ running }) => running.department.id === 'civil-affairs')?.running;
  if (bureau !== undefined)
    opened.push({ running: bureau, plug: openSheetsPlug(bureau.database, clock.now) });
  const offers = ({ sources }: ConnectorDocument, code: string) =>
    sources.some(({ evidence }) => evidence === code);
  const of = (evidence: string) => {
    const found =
      opened.find(({ plug }) => offers(plug.document, evidence)) ??
      opened.find(({ running }) => running.department.evidence[evidence] !== undefined);
    if (found === undefined) throw new Error(`nobody answers ${evidence}`);
    return found;
  };
  return {
    of,
    ask: (question) => answerThrough(of(question.evidence).plug.connector, question),
    async close() {
      const all = new Set(opened.map(({ running }) => running));
      await Promise.all([...all].map((running) => running.close()));
    },
  };
}
