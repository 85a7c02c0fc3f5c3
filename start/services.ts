import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  brokerEnvironment,
  type Installation,
  listAddresses,
  listenHost,
  portalEnvironment,
  sandboxEnvironment,
} from './environment.ts';
import type { OsPlan } from './os-plan.ts';
import type { Print } from './output.ts';
import type { ServiceSpec } from './supervisor.ts';

/** What the sandbox says before `ready`: one line for each person whom a visitor may sign in as. */
const SignInLines = z.object({ signIn: z.array(z.string()) });

/** The make-believe city, if the project has one; `print` gets the lines that say who can sign in. */
export function describeSandbox(
  projectFolder: string,
  installation: Installation,
  plan: OsPlan,
  print: Print,
): ServiceSpec | undefined {
  if (!existsSync(join(projectFolder, 'sandbox/main.ts'))) return undefined;
  return {
    name: 'sandbox',
    command: process.execPath,
    args: ['sandbox/main.ts'],
    folder: projectFolder,
    env: sandboxEnvironment(installation),
    user: plan.sandbox,
    readyWithinSeconds: 300,
    onMessage: (message) => {
      const said = SignInLines.safeParse(message);
      if (said.success) for (const line of said.data.signIn) print(line);
    },
  };
}

export function describeBroker(projectFolder: string, installation: Installation, plan: OsPlan): ServiceSpec {
  const watch = installation.development ? ['--watch', '--watch-preserve-output'] : [];
  return {
    name: 'broker',
    command: process.execPath,
    args: [...watch, 'broker/main.ts'],
    folder: projectFolder,
    env: brokerEnvironment(installation),
    user: plan.broker,
    readyWithinSeconds: 60,
  };
}

export function describePortal(projectFolder: string, installation: Installation, plan: OsPlan): ServiceSpec {
  const { development, env, ports } = installation;
  const next = join(projectFolder, 'node_modules/next/dist/bin/next');
  const host = listenHost(env);
  return {
    name: 'portal',
    command: process.execPath,
    args: [next, development ? 'dev' : 'start', '--port', String(ports.portal), '--hostname', host],
    folder: projectFolder,
    env: portalEnvironment(installation),
    user: plan.portal,
    readyWithinSeconds: 120,
    isReady: () => answersHealthy(`http://127.0.0.1:${ports.portal}/healthz`),
  };
}

async function answersHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).status === 200;
  } catch {
    return false;
  }
}

/** What a person needs to know once everything runs. */
export function listReadyLines(installation: Installation, signIn: readonly string[]): string[] {
  const { portal, control } = listAddresses(installation);
  const people = signIn.length > 0 ? ['Who can sign in:', ...signIn.map((line) => `  ${line}`)] : [];
  return [
    '',
    `Ready: ${portal}`,
    ...people,
    `The sandbox's control page: ${control}`,
    `The mail that residents get: ${control}/mail`,
    `What the bank has paid: ${control}/bank`,
    'Ctrl-C stops everything.',
    '',
  ];
}
