import { openPool } from '#db/with-tx.ts';
import { openClock } from '#flow/clock.ts';
import { brokerEnvironment } from '#flow/environment.ts';
import { log } from '#flow/log.ts';
import { openBankClient } from './bank-client.ts';
import { openCallbackServer } from './callback.ts';
import { openMailTransport } from './mail-transport.ts';
import { openRegistry } from './registry.ts';
import { runBroker } from './run.ts';

const BANK_TIMEOUT_MS = 15_000;

const environment = brokerEnvironment();
const pool = openPool(environment.DATABASE_URL, 16, environment.DATABASE_STATEMENTS);
const clock = openClock(environment.CLOCK_FILE);
const registry = await openRegistry(pool, environment.SEALING_KEY, { clock });
const server = openCallbackServer({ pool, clock, registry });
await new Promise<void>((resolve) => server.listen(environment.BROKER_PORT, '127.0.0.1', resolve));
const mail = openMailTransport({ url: environment.MAIL_URL, from: environment.MAIL_FROM });
const bank = openBankClient({
  url: environment.BANK_URL,
  secret: environment.BANK_SECRET,
  timeoutMs: BANK_TIMEOUT_MS,
});
const broker = await runBroker({
  pool,
  clock,
  registry,
  mail,
  bank,
  portalUrl: environment.PORTAL_URL,
  callback: `${environment.BROKER_CALLBACK_URL}/late`,
  listenerUrl: environment.LISTENER_URL,
});
log.info('broker is ready');
process.send?.('ready');

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await broker.stop();
  server.close();
  mail.close();
  await pool.end();
  process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
