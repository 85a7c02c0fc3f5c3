import { signingKey } from '#connectors/keys.ts';
import { openOutgoing } from '#connectors/outgoing.ts';
import { openPool } from '#db/with-tx.ts';
import { openClock } from '#flow/clock.ts';
import { brokerEnvironment } from '#flow/environment.ts';
import { openFeeds } from '#flow/feeds.ts';
import { log } from '#flow/log.ts';
import { headKey } from '#flow/proof/head.ts';
import { publishKeys } from '#flow/publish-keys.ts';
import { deskStore } from '#flow/put-on-desk.ts';
import { openBankClient } from './bank-client.ts';
import { openDoor } from './door/door.ts';
import { startFeedLoader } from './feeds.ts';
import { openMailTransport } from './mail-transport.ts';
import { openRegistry } from './registry.ts';
import { runBroker } from './run.ts';
import { runSuite } from './suite.ts';
import { runOneTask } from './tasks.ts';

const BANK_TIMEOUT_MS = 15_000;

const environment = brokerEnvironment();
const { DATABASE_URL, DATABASE_CONNECTIONS, DATABASE_STATEMENTS } = environment;
const pool = openPool(DATABASE_URL, DATABASE_CONNECTIONS, DATABASE_STATEMENTS);
const clock = openClock(environment.CLOCK_FILE);
const outgoing = openOutgoing({ allow: environment.OUTGOING_ALLOW });
const signer = signingKey(environment.CALL_KEY);
const callback = `${environment.BROKER_CALLBACK_URL}/late`;
const tools = {
  clock,
  outgoing,
  signer,
  issuer: environment.PORTAL_URL,
  feeds: openFeeds(pool, clock),
  desk: deskStore(pool, clock),
};
const registry = await openRegistry(pool, environment.SEALING_KEY, tools);
await publishKeys(pool, clock(), { calls: environment.CALL_KEY, heads: environment.HEAD_KEY });
const publicUrl = environment.BROKER_CALLBACK_URL;
const server = openDoor({ pool, clock, registry, signer, publicUrl });
await new Promise<void>((resolve) => server.listen(environment.BROKER_PORT, '127.0.0.1', resolve));
const feedLoader = startFeedLoader({ pool, clock, folder: environment.FEEDS_FOLDER });
const tasks = { pool, clock, sealingKey: environment.SEALING_KEY, tools, callback, suite: runSuite };
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
  callback,
  listenerUrl: environment.LISTENER_URL,
  headKey: headKey(environment.HEAD_KEY),
  chores: [{ name: 'tasks', everyMs: 1_000, work: () => runOneTask(tasks) }],
});
log.info('broker is ready');
process.send?.('ready');

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await broker.stop();
  await feedLoader.stop();
  server.close();
  mail.close();
  outgoing.close();
  await pool.end();
  process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
