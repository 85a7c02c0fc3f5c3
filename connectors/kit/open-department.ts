import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import type { Texts } from '#domain/evidence.ts';
import type { SigningKey } from '../keys.ts';
import type { GateSettings } from '../receiving/gate.ts';
import { type PortalKeys, publishedKeys } from '../receiving/portal-keys.ts';
import type { Samples } from '../samples.ts';
import type { HttpMessage, HttpReply } from '../signature-base.ts';
import type { Answering } from './answering.ts';
import { discoveryOf, type Limits } from './discovery.ts';
import { type Happening, writeEvent } from './events.ts';
import { type Health, openHealth, type Probe } from './health.ts';
import { openListener } from './listener.ts';
import { startOutbox } from './outbox.ts';
import type { OwnLog } from './own-log.ts';
import { openReception } from './reception.ts';
import { onceAMinute, refusalLine } from './refusals.ts';
import { withSamples } from './samples.ts';
import { type Desk, serve } from './serve.ts';
import type { Office } from './settle.ts';
import { openStore, type Store } from './store.ts';
import { startWitness, type Witnessed, witness } from './witness.ts';

export interface DepartmentSettings {
  /** The connector, as the portal knows it. */
  connector: string;
  title: Texts;
  /** With which the department signs (keys.ts `signingKey`); its public part stands in the connector's document. */
  key: SigningKey;
  /** The portal's address: its keys and the heads of its ledger are published there. */
  portalUrl: string;
  /** Keys that were handed over, instead of those that the portal publishes; then no head is witnessed. */
  portalKeys?: PortalKeys;
  /** The portal's door for departments, to which events go. */
  doorUrl?: string;
  /** Path of the file in which the kit keeps what it has to remember, or an open database to keep it in. */
  store: string | DatabaseSync;
  answers: readonly Answering[];
  limits?: Partial<Limits>;
  /** Whether the register can be asked at the moment. Unknown unless told. */
  health?: Probe;
  /** Synthetic persons with known answers. Only for joining and tests: in production there is nobody to ask about. */
  samples?: Samples;
  /** The address at which the portal knows this service, where something in between changes it. */
  publicUrl?: string;
  /** Demands a client assertion that names this address. */
  assertionAudience?: string;
  /** Stands around every question, as a gateway of the department's own would. */
  around?: (receive: Department['receive']) => Department['receive'];
  clock?: () => Date;
  /**
   * Told what the operator has to know; to the error output unless told otherwise. Never a value of a person. A refusal is told
   * with its code and reason, of each code not more than one a minute; a fault is something that somebody here has to mend.
   */
  report?: (what: string, kind: 'refusal' | 'fault') => void;
}

/** A department at work. */
export interface Department {
  /** Listens, and gives the port; 0 takes a free one. @throws PortTakenError where somebody else listens there */
  listen(port: number, host?: string): Promise<number>;
  /** For a server of the department's own, instead of `listen`. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** One question as it came in → the signed answer. */
  receive(message: HttpMessage): Promise<HttpReply>;
  log: OwnLog;
  store: Store;
  /** The log as JSON Lines, to be compared with the portal's: ids and digests, no person. */
  exportLog(since?: Date): Generator<string>;
  /** Tells the portal what has happened; it is delivered as soon as the portal can be reached. @returns the event's id */
  tell(happening: Happening): string;
  /** The officer is done before the time: asks the function again now. */
  lookAgain(ticket: string): void;
  /** Fetches and keeps the head of the portal's ledger now, as happens by itself once a day. */
  witness(): Promise<Witnessed>;
  close(): Promise<void>;
}

const LIMITS: Limits = { batch: 50, bodyBytes: 65_536, perDay: null, perSecond: null };
const unknown = (): Health => 'unknown';

/**
 * The department's side of the wire: signatures both ways, call tokens, schema, idempotency, log, late answers, events, health
 * and discovery. What is left to write are the functions in `answers`.
 */
export function openDepartment(settings: DepartmentSettings): Department {
  const { connector, key, portalUrl, portalKeys, doorUrl } = settings;
  const { clock = () => new Date(), report: tell = (what) => console.error(`${connector}: ${what}`) } =
    settings;
  const office = openOffice(settings, clock, tell);
  const desk = openDesk(settings, office);
  const { store, report } = office;
  const handle: Department['handle'] = (request, response) => serve(desk, request, response);
  const listener = openListener(handle, report);
  const outbox = startOutbox(office, key);
  const visits = portalKeys === undefined ? startWitness(store, portalUrl, clock, report) : undefined;
  return {
    handle,
    receive: desk.receive,
    listen: listener.listen,
    log: store.log,
    store,
    *exportLog(since) {
      for (const line of store.log.export(since)) yield JSON.stringify(line);
    },
    tell(happening) {
      if (doorUrl === undefined) throw new TypeError('events need the address of the portal’s door: doorUrl');
      const event = writeEvent(connector, happening, clock());
      const [url, body] = [`${doorUrl}/events/${connector}`, JSON.stringify(event)];
      store.owe({ ticket: `event:${event.id}`, question: null, url, body, dueAt: clock().getTime() });
      return event.id;
    },
    lookAgain: (ticket) => store.ready(ticket, null, clock().getTime()),
    witness: () => witness(store, portalUrl, clock()),
    async close() {
      await Promise.all([outbox.stop(), visits?.stop(), listener.close()]);
      store.close();
    },
  };
}

function openOffice(
  { connector, title, answers, samples, limits, store }: DepartmentSettings,
  clock: () => Date,
  tell: NonNullable<DepartmentSettings['report']>,
): Office {
  const tellRefusal = onceAMinute((what) => tell(what, 'refusal'));
  return {
    connector,
    source: title['zh-CN'],
    clock,
    report: (what) => tell(what, 'fault'),
    refused: (problem) => tellRefusal(problem.code, refusalLine(problem)),
    answers: samples === undefined ? answers : withSamples(answers, samples),
    store: openStore(store),
    perDay: () => limits?.perDay ?? null,
  };
}

function openDesk(settings: DepartmentSettings, office: Office): Desk {
  const { connector, key, assertionAudience, publicUrl, around = (receive) => receive } = settings;
  const { clock, store, report, refused } = office;
  const tellOfKeys = onceAMinute(report);
  const gate: GateSettings = {
    connector,
    keys:
      settings.portalKeys ?? publishedKeys(settings.portalUrl, undefined, (what) => tellOfKeys('keys', what)),
    spendToken: (jti, expiresAt) => store.spendToken(jti, expiresAt, clock()),
    ...(assertionAudience !== undefined && { assertionAudience }),
  };
  return {
    gate,
    key,
    clock,
    publicUrl,
    refused,
    receive: around(openReception(office, gate, key)),
    discovery: () => discoveryOf(settings, { ...LIMITS, ...settings.limits }),
    health: openHealth(settings.health ?? unknown, clock),
  };
}
