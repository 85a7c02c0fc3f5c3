import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from './child.ts';
import type { Print } from './output.ts';
import { findFreePortBlock, PORTS } from './ports.ts';
import { drawSecrets, Secrets } from './secrets.ts';
import { waitUntil } from './waiting.ts';

/** A product that was started for tests alone: its own ports, its own data, few residents. */
export type TestProduct = {
  /** What tests need to know: PORTAL_URL, CONTROL_URL, STATE_FOLDER. */
  readonly env: Record<string, string>;
  readonly residents: number;
  /** Everything that the product's processes have printed, and the database's own log. */
  readonly logs: readonly string[];
  readonly stop: () => Promise<void>;
  /** Removes its data with its logs, once it has stopped. */
  readonly remove: () => void;
};

const RESIDENTS = 200;

/**
 * A line of a process that `npm start` has started, behind the name of that process (output.ts). What `npm start` itself
 * says to whoever started it, such as whom a visitor may sign in as, bears no such name and is no log.
 */
const CHILD_LINE = /^start *\| ([a-z]+ *\| .*)$/;

/** The action key of this checkout's last build, so that tests and `npm start` do not undo each other's build. */
export function findActionKey(projectFolder: string): string {
  try {
    return Secrets.parse(JSON.parse(readFileSync(join(projectFolder, '.data/secrets.json'), 'utf8')))
      .actionKey;
  } catch {
    return drawSecrets().actionKey;
  }
}

/** Starts the product as `npm start` does, with few residents; undefined if it did not become ready. */
export async function startTestProduct(
  projectFolder: string,
  print: Print,
): Promise<TestProduct | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'mianzheng-product-'));
  const ports = await findFreePortBlock();
  const env = {
    STATE_FOLDER: folder,
    SANDBOX_RESIDENTS: String(RESIDENTS),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY:
      process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY || findActionKey(projectFolder),
    ...ports,
  };
  const outputLog = join(folder, 'output.log');
  const keepAndPrint: Print = (line) => {
    const [, kept] = CHILD_LINE.exec(line) ?? [];
    if (kept !== undefined) appendFileSync(outputLog, `${kept}\n`);
    print(line);
  };
  let isReady = false;
  const child = await startChild(
    {
      name: 'start',
      command: process.execPath,
      args: ['start/main.ts'],
      folder: projectFolder,
      env: { ...process.env, DATABASE_URL: '', ...env },
      stopWithinSeconds: 90,
      onMessage: (message) => {
        isReady ||= message === 'ready';
      },
    },
    keepAndPrint,
  );
  await waitUntil(() => isReady || child.hasEnded(), 600);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  if (!isReady) {
    await child.stop();
    remove();
    return undefined;
  }
  const address = (variable: string) => `http://localhost:${ports[variable]}`;
  const addresses = {
    PORTAL_URL: address(PORTS.portal.variable),
    CONTROL_URL: address(PORTS.control.variable),
  };
  return {
    env: { ...addresses, STATE_FOLDER: folder },
    residents: RESIDENTS,
    logs: [outputLog, join(folder, 'database.log')],
    stop: () => child.stop(),
    remove,
  };
}
