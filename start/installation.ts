import { existsSync } from 'node:fs';
import { describeArchive } from './archive.ts';
import { localDatabaseUrl } from './cluster.ts';
import { type Installation, listDepartments, type ServiceRole } from './environment.ts';
import { failure } from './failure.ts';
import { listSandboxDepartments, listSandboxPlugs } from './hooks.ts';
import { type OsPlan, planOsUsers } from './os-plan.ts';
import { PORT_NAMES, type Ports, readPorts, requireFreePort } from './ports.ts';
import { DATABASE, withRole } from './roles.ts';
import { readOrDrawSecrets, type Secrets } from './secrets.ts';
import { makeFolderFor, type StateFolder, writePrivately, writeReadably } from './state-folder.ts';

/** Every port is free, or the sentence says which is not. A given database brings its own port. */
export async function requireFreePorts(
  ports: Ports,
  departments: number,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  for (const name of PORT_NAMES) {
    if (name === 'database' && env.DATABASE_URL) continue;
    const count = name === 'departments' ? departments : 1;
    for (let offset = 0; offset < count; offset += 1) await requireFreePort(name, ports[name] + offset);
  }
}

/** A secret that the operator sets in the environment wins over the drawn one, as several machines must share it. */
function overrideSecrets(secrets: Secrets, env: NodeJS.ProcessEnv): Secrets {
  return {
    ...secrets,
    sessionSecret: env.SESSION_SECRET || secrets.sessionSecret,
    oidcClientSecret: env.OIDC_CLIENT_SECRET || secrets.oidcClientSecret,
    actionKey: env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY || secrets.actionKey,
    columnWrappingKey: env.COLUMN_WRAPPING_KEY || secrets.columnWrappingKey,
    indexKey: env.INDEX_KEY || secrets.indexKey,
  };
}

/** A bank of the operator's is of no use without the secret that it gave. */
function requireBankSecret(env: NodeJS.ProcessEnv): void {
  if (env.BANK_URL && (env.BANK_SECRET ?? '').length < 16)
    throw failure.settingInvalid('BANK_SECRET', 'the secret of the bank in BANK_URL, at least 16 characters');
}

/** Reads or makes everything that the children are given: ports, secrets, their files. Throws StartFailure. */
export async function openInstallation(
  projectFolder: string,
  env: NodeJS.ProcessEnv,
  state: StateFolder,
  development: boolean,
): Promise<{ installation: Installation; plan: OsPlan }> {
  const ports = readPorts(env);
  requireBankSecret(env);
  const ids = await listSandboxDepartments(projectFolder);
  await requireFreePorts(ports, ids.length, env);
  const secrets = overrideSecrets(readOrDrawSecrets(state.secrets, state.database, ids), env);
  const plan = planOsUsers(projectFolder, development);
  const departments = listDepartments(ids, ports.departments, secrets);
  writePrivately(state.departments, JSON.stringify(departments), plan.sandbox);
  const passwords = secrets.databasePasswords;
  const given = env.DATABASE_URL;
  const databaseUrl = (role: ServiceRole) =>
    given
      ? withRole(given, role, passwords[role])
      : localDatabaseUrl(ports.database, DATABASE, role, passwords[role]);
  const archive = describeArchive(databaseUrl('mz_broker'));
  const plugs = await listSandboxPlugs(projectFolder, departments, archive);
  writePrivately(state.connectors, JSON.stringify(plugs), undefined);
  makeFolderFor(state.feeds, 0o755, plan.sandbox);
  makeFolderFor(state.sandbox, 0o700, plan.sandbox);
  makeFolderFor(state.clockFolder, 0o755, plan.sandbox);
  if (!existsSync(state.clock)) writeReadably(state.clock, '0\n', plan.sandbox);
  const installation: Installation = { env, ports, secrets, state, development, databaseUrl };
  return { installation, plan };
}
