import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import type { Print } from './output.ts';
import { findFreePortBlock, PORTS } from './ports.ts';
import { drawSecrets, Secrets } from './secrets.ts';
import { waitUntil } from './waiting.ts';

/** A product that was started for tests alone: its own ports, its own data, few residents. */
export type TestProduct = {
  /** What tests need to know: PORTAL_URL, CONTROL_URL, STATE_FOLDER. */
  readonly env: Record<string, string>;
  readonly stop: () => Promise<void>;
};

/** The action key of this checkout's last build, so that tests and `npm start` do not undo each other's build. */
function findActionKey(projectFolder: string): string {
  try {
    return Secrets.parse(JSON.parse(readFileSync(join(projectFolder, '.data/secrets.json'), 'utf8')))
      .actionKey;
  } catch {
    return drawSecrets().actionKey;
  }
}

/** Starts the product as `npm start` does, with 200 residents; undefined if it did not become ready. */
export async function startTestProduct(
  projectFolder: string,
  print: Print,
): Promise<TestProduct | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'mianzheng-product-'));
  const ports = await findFreePortBlock();
  const env = {
    STATE_FOLDER: folder,
    SANDBOX_RESIDENTS: '200',
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY:
      process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY || findActionKey(projectFolder),
    ...ports,
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
    print,
  );
  await waitUntil(() => isReady || child.hasEnded(), 600);
  const stop = () => stopAndRemove(child, folder);
  if (!isReady) {
    await stop();
    return undefined;
  }
  const address = (variable: string) => `http://localhost:${ports[variable]}`;
  const addresses = {
    PORTAL_URL: address(PORTS.portal.variable),
    CONTROL_URL: address(PORTS.control.variable),
  };
  return { env: { ...addresses, STATE_FOLDER: folder }, stop };
}

async function stopAndRemove(child: Child, folder: string): Promise<void> {
  await child.stop();
  rmSync(folder, { recursive: true, force: true });
}
