import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { nativeDocument } from '#connectors/testing/native-document.ts';
import { seedPlugs } from '#flow/seed.ts';
import type { TestCity } from '#flow/testing/city.ts';
import { findFreePort } from '#start/ports.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** A credential of departments that answer tests and measurements. */
export const SECRET = 'only-for-throw-away-departments';

const SealingKey = z.looseObject({ kid: z.string() });
const running = new Set<ChildProcess>();

/** Where a broker's mails and batches go; nowhere, unless the test has something listening. */
export interface Outbox {
  mailUrl?: string;
  bankUrl?: string;
}

/**
 * A broker as a process of its own, as in production, on a test city's database.
 * @param urls address of each connector's department
 */
export async function forkBroker(
  city: TestCity,
  urls: Readonly<Record<string, string>>,
  outbox: Outbox = {},
): Promise<ChildProcess> {
  const credentials = { main: SECRET };
  const plugs = Object.entries(urls).map(([id, url]) => ({ document: nativeDocument(id, url), credentials }));
  const sealingKey = SealingKey.parse(JSON.parse(process.env.SEALING_PUBLIC_KEY ?? ''));
  await seedPlugs(city.database.url('mz_migrator'), plugs, sealingKey, new Date());
  const port = await findFreePort();
  const broker = fork(MAIN, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      ...process.env,
      DATABASE_URL: city.database.url('mz_broker'),
      LISTENER_URL: city.database.url('mz_listener'),
      BROKER_PORT: String(port),
      BROKER_CALLBACK_URL: `http://127.0.0.1:${port}`,
      // There is none: no department of these tests delivers files.
      FEEDS_FOLDER: join(tmpdir(), 'mianzheng-no-feeds'),
      OUTGOING_ALLOW: '127.0.0.1',
      MAIL_URL: outbox.mailUrl ?? 'smtp://127.0.0.1:9',
      MAIL_FROM: 'no-reply@anlan.example',
      PORTAL_URL: 'https://portal.example',
      BANK_URL: outbox.bankUrl ?? 'http://127.0.0.1:9',
      BANK_SECRET: SECRET,
    },
  });
  running.add(broker);
  broker.once('exit', () => running.delete(broker));
  broker.stdout?.resume();
  await once(broker, 'message');
  return broker;
}

/** Ends what a test that failed has left running. */
export function killRemaining(): void {
  for (const broker of running) broker.kill('SIGKILL');
}

/** Ends a broker at once, as a power cut would. */
export async function killBroker(broker: ChildProcess): Promise<void> {
  const gone = once(broker, 'exit');
  broker.kill('SIGKILL');
  await gone;
}
