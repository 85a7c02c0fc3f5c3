import { join } from 'node:path';
import { prepareArchive } from './archive.ts';
import { chooseClusterUser, localDatabaseUrl, startCluster } from './cluster.ts';
import type { Installation } from './environment.ts';
import { canRead, type OsUser } from './os-users.ts';
import type { Print } from './output.ts';
import { copyPostgresBinaries, findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { DATABASE, prepareEmbedded, prepareGiven } from './roles.ts';
import type { Service } from './supervisor.ts';

/** PostgreSQL's programs where its user can run them: the installed ones, or a copy below `fallbackFolder`. */
export function findRunnableBinaries(
  projectFolder: string,
  fallbackFolder: string,
  user: OsUser | undefined,
): PostgresBinaries {
  const installed = findPostgresBinaries(projectFolder);
  const isReachable = !user || canRead(user, join(installed.folder, 'bin/postgres'));
  return isReachable ? installed : copyPostgresBinaries(installed, fallbackFolder);
}

/** A database that is up, with all roles; `service` only where it is our own. */
export type Database = { readonly service?: Service; readonly ownerUrl: string };

/** The database that DATABASE_URL names, or the embedded one, made at the first start. Throws StartFailure. */
export async function startDatabase(
  projectFolder: string,
  installation: Installation,
  print: Print,
): Promise<Database> {
  const { env, ports, secrets, state } = installation;
  const passwords = secrets.databasePasswords;
  if (env.DATABASE_URL) {
    await prepareGiven(env.DATABASE_URL, passwords);
    await prepareArchive(env.DATABASE_URL, secrets);
    return { ownerUrl: env.DATABASE_URL };
  }
  const binaries = findRunnableBinaries(projectFolder, state.folder, chooseClusterUser(state.database));
  const cluster = await startCluster(
    { dataFolder: state.database, port: ports.database, password: passwords.postgres, binaries },
    print,
  );
  await prepareEmbedded(cluster.url('postgres'), passwords);
  await prepareArchive(cluster.url('postgres'), secrets);
  return {
    service: cluster,
    ownerUrl: localDatabaseUrl(ports.database, DATABASE, 'mz_migrator', passwords.mz_migrator),
  };
}
