import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildPortal } from './build.ts';
import { listLivingChildren, startChild } from './child.ts';
import { stopOrphanedCluster } from './cluster-orphans.ts';
import { startDatabase } from './database.ts';
import { type Installation, seedEnvironment } from './environment.ts';
import { explain, failure, findReason, recogniseFailure, StartFailure } from './failure.ts';
import { migrateDatabase } from './hooks.ts';
import { openInstallation } from './installation.ts';
import { stopOrphans, takeInstanceLock } from './instance-lock.ts';
import type { OsUser } from './os-users.ts';
import { createProgress, type Print } from './output.ts';
import { describeServer } from './roles.ts';
import { describeBroker, describePortal, describeSandbox, listReadyLines } from './services.ts';
import { makeFolderFor, openStateFolder, type StateFolder } from './state-folder.ts';
import { type Service, type ServiceSpec, superviseService } from './supervisor.ts';
import { waitUntil } from './waiting.ts';

export type ProductOptions = {
  readonly projectFolder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Hot reload instead of a build. */
  readonly development: boolean;
};

/** A start under way or done. `stop` may be called at any moment, also before `ready` has settled. */
export type Product = { readonly ready: Promise<void>; readonly stop: () => Promise<void> };

/** Starts everything in order: database, migrations, build, sandbox, reference data, broker, portal. */
export function startProduct(options: ProductOptions, print: Print): Product {
  const running: Service[] = [];
  let releaseLock = () => {};
  let stopped: Promise<void> | undefined;
  let isSettled = false;
  const steps = {
    keep: (service: Service) => running.push(service),
    holdLock: (release: () => void) => {
      releaseLock = release;
    },
    isStopping: () => stopped !== undefined,
  };
  const ready = run(options, print, steps).finally(() => {
    isSettled = true;
  });
  const stop = async () => {
    await stopAll(running.splice(0));
    // A step that was under way has lost its child by now; a service that it had just finished is stopped as well.
    await waitUntil(() => isSettled, 15);
    await stopAll(running.splice(0));
    releaseLock();
  };
  return {
    ready,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** Last started, first stopped: the database outlives everybody who writes to it. */
async function stopAll(services: Service[]): Promise<void> {
  for (const service of services.reverse()) await service.stop();
  await Promise.all(listLivingChildren().map((child) => child.stop()));
}

type Steps = {
  readonly keep: (service: Service) => void;
  readonly holdLock: (release: () => void) => void;
  readonly isStopping: () => boolean;
};

/** Ends the start-up between two steps once the product was told to stop. */
export class StartInterrupted extends Error {}

async function run(options: ProductOptions, print: Print, steps: Steps): Promise<void> {
  const { projectFolder, env } = options;
  const say = createProgress(print);
  const step: Print = (line) => {
    if (steps.isStopping()) throw new StartInterrupted();
    say(line);
  };
  const state = openStateFolder(projectFolder, env);
  try {
    await runIn(state, options, print, step, steps);
  } catch (error) {
    if (error instanceof StartInterrupted || error instanceof StartFailure) throw error;
    throw new StartFailure(explain(error, state.folder), { cause: error });
  }
}

async function runIn(
  state: StateFolder,
  { projectFolder, env, development }: ProductOptions,
  print: Print,
  step: Print,
  steps: Steps,
): Promise<void> {
  steps.holdLock(takeInstanceLock(state.lock, state.folder));
  const orphans = await stopOrphans(state.folder);
  if (orphans > 0) step(`Stopped ${orphans} processes that an earlier start had left behind`);
  await stopOrphanedCluster(state.database);
  const { installation, plan } = await openInstallation(projectFolder, env, state, development);

  step(describeDatabaseStep(env, state));
  const database = await startDatabase(projectFolder, installation, print);
  if (database.service) steps.keep(database.service);
  step('Bringing the tables up to date');
  await bringUpToDate(database.ownerUrl, env.DATABASE_URL ? describeServer(env.DATABASE_URL) : state.folder);

  if (!development) {
    step('Building the portal, if its sources have changed (the first time takes a minute or two)');
    const built = await buildPortal(projectFolder, installation.secrets.actionKey, print);
    step(built ? 'Built the portal' : 'The last build still holds');
    if (plan.portal) giveBuildCache(projectFolder, plan.portal);
  }

  const signIn: string[] = [];
  const sandbox = describeSandbox(projectFolder, installation, plan, (line) => signIn.push(line));
  const start = async (spec: ServiceSpec) => {
    step(`Starting the ${spec.name}`);
    steps.keep(await superviseService(spec, print));
  };
  if (sandbox) await start(sandbox);
  step('Putting the reference data in place');
  await seed(projectFolder, installation, database.ownerUrl, print);
  await start(describeBroker(projectFolder, installation, plan));
  await start(describePortal(projectFolder, installation, plan));
  if (plan.note) step(plan.note);
  for (const line of listReadyLines(installation, signIn)) print(line);
}

/** `place` is how a person knows the database: its server, or the folder that holds it. */
async function bringUpToDate(url: string, place: string): Promise<void> {
  try {
    await migrateDatabase(url);
  } catch (error) {
    const reason = findReason(error);
    throw recogniseFailure(reason, place) ?? failure.migrationFailed(reason, place);
  }
}

function describeDatabaseStep(env: NodeJS.ProcessEnv, state: StateFolder): string {
  if (env.DATABASE_URL) return `Using the database on ${describeServer(env.DATABASE_URL)}`;
  const verb = existsSync(state.database) ? 'Starting the database' : 'Making the database';
  return `${verb} in ${state.folder}`;
}

/** The portal may write into the build's cache; the build itself stays the starting user's. */
function giveBuildCache(projectFolder: string, user: OsUser): void {
  const folder = join(projectFolder, '.next/cache');
  makeFolderFor(folder, 0o700, user);
}

async function seed(
  projectFolder: string,
  installation: Installation,
  ownerUrl: string,
  print: Print,
): Promise<void> {
  const child = await startChild(
    {
      name: 'seed',
      command: process.execPath,
      args: ['start/seed.ts'],
      folder: projectFolder,
      env: seedEnvironment(installation, projectFolder, ownerUrl),
    },
    print,
  );
  const reason = await child.ended;
  if (reason !== 'exit code 0') throw failure.childStopped('seed', reason);
}
