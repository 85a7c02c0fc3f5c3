import { signingKey } from '#connectors/keys.ts';
import { openConnector } from '#connectors/open-connector.ts';
import { openOutgoing } from '#connectors/outgoing.ts';
import { nativeDocument } from '#connectors/testing/native-document.ts';
import { ConnectorId } from '#domain/ids.ts';
import { headKey } from '#flow/proof/head.ts';
import { NOW, type TestCity } from '#flow/testing/city.ts';
import { openBankClient } from '../bank-client.ts';
import { openMailTransport } from '../mail-transport.ts';
import type { ConnectorRegistry } from '../registry.ts';
import { type Broker, runBroker } from '../run.ts';
import { SECRET } from './process.ts';

/** The connectors of the example city. */
export const CONNECTORS = [
  'public-security',
  'health',
  'social-security-2009',
  'social-security-1992',
  'card-bank',
  'civil-affairs',
  'funeral-homes',
  'marriage-registry',
  'social-security-archive',
  'funeral-homes',
];

/** Every connector of the example city, answered by one scripted department. */
export function registryFor(url: string): ConnectorRegistry {
  return registryOf(Object.fromEntries(CONNECTORS.map((id) => [id, url])), () => new Date());
}

/** Departments that speak the protocol, by connector and address. */
export function registryOf(
  urls: Readonly<Record<string, string>>,
  clock: () => Date,
  secret = SECRET,
): ConnectorRegistry {
  const credentials = new Map([['main', secret]]);
  const plugged = new Map(
    Object.entries(urls).map(([id, url]) => {
      const document = nativeDocument(id, url);
      const connector = openConnector(document, credentials, testTools(clock));
      return [ConnectorId.parse(id), { connector, document, credentials }] as const;
    }),
  );
  return {
    get: (id) => plugged.get(id),
    list: () => [...plugged.values()],
    refresh: async () => undefined,
  };
}

const outgoing = openOutgoing({ allow: ['127.0.0.1'] });

/** What a broker of tests calls departments with: they are all on this machine. */
export function testTools(clock: () => Date) {
  const signer = signingKey(JSON.parse(process.env.CALL_KEY ?? ''));
  return { clock, outgoing, signer, issuer: 'https://portal.example' };
}

/** A clock that the test moves; it runs on from where it was set. */
export function movableClock(): { now: () => Date; move: (milliseconds: number) => void } {
  const started = Date.now();
  let offset = 0;
  return {
    now: () => new Date(NOW.getTime() + Date.now() - started + offset),
    move: (milliseconds) => {
      offset += milliseconds;
    },
  };
}

/** Where a test's mails and batches go: nowhere, unless the test has something listening. */
const NOWHERE = 'http://127.0.0.1:9';

/** A broker on the city's database, listening as in production. */
export function startBroker(
  city: TestCity,
  registry: ConnectorRegistry,
  clock: () => Date,
  outbox: { mailUrl?: string; bankUrl?: string } = {},
): Promise<Broker> {
  return runBroker({
    pool: city.broker,
    clock,
    registry,
    mail: openMailTransport({ url: outbox.mailUrl ?? 'smtp://127.0.0.1:9', from: 'no-reply@anlan.example' }),
    bank: openBankClient({ url: outbox.bankUrl ?? NOWHERE, secret: SECRET, timeoutMs: 2_000 }),
    portalUrl: 'https://portal.example',
    callback: 'http://127.0.0.1:9/late',
    listenerUrl: city.database.url('mz_listener'),
    headKey: headKey(JSON.parse(process.env.HEAD_KEY ?? '')),
  });
}

/** Waits until the case has this status; fails with what it has after `patienceMs`. */
export async function untilStatus(
  city: TestCity,
  id: string,
  status: string,
  patienceMs = 15_000,
): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const { rows } = await city.superuser.query<{ status: string }>(
      'select status from cases where id = $1',
      [id],
    );
    if (rows[0]?.status === status) return;
    if (Date.now() > end) throw new Error(`the case is ${rows[0]?.status}, not ${status}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
