import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { chooseClusterUser } from './cluster.ts';
import { explain, failure, StartFailure } from './failure.ts';
import { canRead, type OsUser } from './os-users.ts';

/** Where one installation keeps what must outlive it: the database, the secrets, the sandbox's stores. */
export type StateFolder = {
  readonly folder: string;
  readonly lock: string;
  readonly secrets: string;
  readonly database: string;
  /** For the seed: the make-believe city's connectors with their credentials. */
  readonly connectors: string;
  /** For the sandbox: port and secret of every department. */
  readonly departments: string;
  /** Offset in milliseconds that the sandbox's control page adds to the clock. */
  readonly clockFolder: string;
  readonly clock: string;
  readonly sandbox: string;
  /** One folder per connector, into which nightly files are delivered. */
  readonly feeds: string;
};

function listPaths(folder: string): StateFolder {
  return {
    folder,
    lock: join(folder, 'start.lock'),
    secrets: join(folder, 'secrets.json'),
    database: join(folder, 'database'),
    connectors: join(folder, 'connectors.json'),
    departments: join(folder, 'departments.json'),
    clockFolder: join(folder, 'clock'),
    clock: join(folder, 'clock/offset'),
    sandbox: join(folder, 'sandbox'),
    feeds: join(folder, 'feeds'),
  };
}

/**
 * Chooses and makes the state folder: STATE_FOLDER if it is set, else `.data` in the project. Started as root from a
 * folder that the database's user cannot enter (below /root, say), it lies below /var/lib instead, in a folder that is
 * always the same for the same project. Throws StartFailure.
 */
export function openStateFolder(projectFolder: string, env: NodeJS.ProcessEnv): StateFolder {
  const own = env.STATE_FOLDER ? resolve(env.STATE_FOLDER) : join(projectFolder, '.data');
  const user = env.DATABASE_URL ? undefined : chooseClusterUser(join(own, 'database'));
  const isGiven = Boolean(env.STATE_FOLDER);
  const folder = user ? chooseReachable(projectFolder, own, isGiven, user) : makeFolder(own);
  if (!existsSync(join(folder, 'database'))) requireSpace(folder);
  return listPaths(folder);
}

function makeFolder(folder: string): string {
  try {
    makeMissing(folder);
    // Others may pass through to what they own inside, and list nothing.
    if (lstatSync(folder).uid === process.getuid?.()) chmodSync(folder, 0o711);
    writeFileSync(join(folder, '.writable'), '');
  } catch (error) {
    // The system does not name the file when a write finds the disk full.
    throw new StartFailure(explain(error, folder));
  }
  return realpathSync(folder);
}

/** A recursive mkdir reports a read-only file system as a missing folder, so it is only the second try. */
function makeMissing(folder: string): void {
  if (existsSync(folder)) return;
  if (existsSync(dirname(folder))) mkdirSync(folder);
  else mkdirSync(folder, { recursive: true });
}

function chooseReachable(projectFolder: string, own: string, isGiven: boolean, user: OsUser): string {
  // Below a folder that the user cannot enter nothing must be left behind.
  if (isGiven || canRead(user, join(projectFolder, 'package.json'))) {
    const folder = makeFolder(own);
    if (canRead(user, join(folder, '.writable'))) return folder;
    if (isGiven) throw failure.unreachable(folder);
  }
  const hash = createHash('sha256').update(realpathSync(projectFolder)).digest('hex').slice(0, 12);
  for (const candidate of [`/var/lib/mianzheng/${hash}`, `/var/tmp/mianzheng-${hash}`]) {
    const folder = findUsableFolder(candidate);
    if (folder && canRead(user, join(folder, '.writable'))) return folder;
  }
  throw failure.unreachable(projectFolder);
}

/** In a folder where everybody may write, somebody else may have been first: only root's own folder is used. */
function findUsableFolder(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    return lstatSync(folder).uid === 0 ? makeFolder(folder) : undefined;
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    return undefined;
  }
}

/** A new database takes 50 MB, its programs' copy as much, the build the rest. */
function requireSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < 300 * 1024 * 1024) throw failure.diskFull(folder);
}

/** Writes a file that only its owner, `user` if given, can read. */
export function writePrivately(file: string, content: string, user: OsUser | undefined): void {
  rmSync(file, { force: true });
  writeFileSync(file, content, { mode: 0o600 });
  if (user) chownSync(file, user.uid, user.gid);
}

/** Writes a file that its owner, `user` if given, can change and everybody can read. */
export function writeReadably(file: string, content: string, user: OsUser | undefined): void {
  writePrivately(file, content, user);
  chmodSync(file, 0o644);
}

/** Makes a folder that belongs to `user` with all that is in it, whoever made it before. */
export function makeFolderFor(folder: string, mode: number, user: OsUser | undefined): void {
  mkdirSync(folder, { recursive: true });
  if (user) giveTree(folder, user);
  chmodSync(folder, mode);
}

/** Links are given away, never followed: the new owner may have laid one to a file of ours. */
function giveTree(path: string, user: OsUser): void {
  lchownSync(path, user.uid, user.gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveTree(join(path, name), user);
}
