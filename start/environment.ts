import { join } from 'node:path';
import { z } from 'zod';
import { archiveUrl } from './archive.ts';
import { STATE_VARIABLE } from './instance-lock.ts';
import type { Ports } from './ports.ts';
import type { Secrets } from './secrets.ts';
import type { StateFolder } from './state-folder.ts';

export type ServiceRole = 'mz_portal' | 'mz_broker' | 'mz_listener';

/** All that the children's environments are made of. */
export type Installation = {
  readonly env: NodeJS.ProcessEnv;
  readonly ports: Ports;
  readonly secrets: Secrets;
  readonly state: StateFolder;
  /** Address of the product's database as a role. */
  readonly databaseUrl: (role: ServiceRole) => string;
  readonly development: boolean;
};

/** A department's line in DEPARTMENTS_FILE, mode 600, read by the sandbox alone. */
export type Department = {
  readonly id: string;
  readonly port: number;
  readonly secret: string;
  /** With which it signs its answers: a private JSON Web Key. */
  readonly key: string;
};

const CLIENT_ID = 'mianzheng-portal';
/** 安澜市, the make-believe city whose cases the portal numbers. */
const SANDBOX_AREA = '990100';
const MAIL_USER = 'mianzheng';
const SANDBOX_SENDER = '免证办 <no-reply@anlan.example>';

/** The address at which the portal and the identity provider listen; this machine only, unless HOST says otherwise. */
export const listenHost = (env: NodeJS.ProcessEnv) => env.HOST || '127.0.0.1';

/** The name of this machine in addresses that browsers follow. */
const publicHost = (env: NodeJS.ProcessEnv) => env.PUBLIC_HOST || 'localhost';

export function listAddresses({ env, ports }: Pick<Installation, 'env' | 'ports'>) {
  return {
    portal: env.PORTAL_URL || `http://${publicHost(env)}:${ports.portal}`,
    issuer: env.OIDC_ISSUER || `http://${publicHost(env)}:${ports.identityProvider}`,
    control: `http://${publicHost(env)}:${ports.control}`,
    callback: `http://127.0.0.1:${ports.broker}`,
  };
}

/** What every child gets. Nothing else of this process's own environment reaches a child. */
function commonEnvironment({ env, state, development }: Installation): NodeJS.ProcessEnv {
  return {
    PATH: env.PATH,
    HOME: env.HOME,
    LANG: env.LANG,
    NODE_ENV: development ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    CASE_AREA: env.CASE_AREA || SANDBOX_AREA,
    CLOCK_FILE: state.clock,
    ...(env.DATABASE_STATEMENTS && { DATABASE_STATEMENTS: env.DATABASE_STATEMENTS }),
    ...(env.DATABASE_CONNECTIONS && { DATABASE_CONNECTIONS: env.DATABASE_CONNECTIONS }),
    [STATE_VARIABLE]: state.folder,
  };
}

/** Design §9: its database address, session secret, OIDC secret, action key and the two data keys; no other secret. */
export function portalEnvironment(installation: Installation): NodeJS.ProcessEnv {
  const { secrets, databaseUrl } = installation;
  const { portal, issuer } = listAddresses(installation);
  return {
    ...commonEnvironment(installation),
    PORTAL_URL: portal,
    // next-auth takes the origin of its own addresses from here.
    NEXTAUTH_URL: portal,
    DATABASE_URL: databaseUrl('mz_portal'),
    SESSION_SECRET: secrets.sessionSecret,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_CLIENT_SECRET: secrets.oidcClientSecret,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: secrets.actionKey,
    COLUMN_WRAPPING_KEY: secrets.columnWrappingKey,
    INDEX_KEY: secrets.indexKey,
    SEALING_PUBLIC_KEY: publicPart(secrets.sealingKey),
  };
}

/** A private JSON Web Key without what makes it private. */
export function publicPart(jwk: string): string {
  const { d: _private, ...key } = Jwk.parse(JSON.parse(jwk));
  return JSON.stringify(key);
}
const Jwk = z.looseObject({ kid: z.string(), d: z.string().optional() });

/** Its database addresses, the two data keys, its keys for calls, ledger and credentials, and its accounts with relay and bank. */
export function brokerEnvironment(installation: Installation): NodeJS.ProcessEnv {
  const { env, ports, secrets, state, databaseUrl } = installation;
  const { portal, callback } = listAddresses(installation);
  return {
    ...commonEnvironment(installation),
    DATABASE_URL: databaseUrl('mz_broker'),
    LISTENER_URL: databaseUrl('mz_listener'),
    COLUMN_WRAPPING_KEY: secrets.columnWrappingKey,
    INDEX_KEY: secrets.indexKey,
    CALL_KEY: secrets.callKey,
    HEAD_KEY: secrets.headKey,
    SEALING_KEY: secrets.sealingKey,
    FEEDS_FOLDER: env.FEEDS_FOLDER || state.feeds,
    // The departments of the make-believe city listen on this machine.
    OUTGOING_ALLOW: env.OUTGOING_ALLOW ?? '127.0.0.1',
    BROKER_PORT: String(ports.broker),
    BROKER_CALLBACK_URL: callback,
    PORTAL_URL: portal,
    ...mailEnvironment(installation),
    ...bankEnvironment(installation),
  };
}

/** The operator's relay, else the sandbox's. */
function mailEnvironment({ env, ports, secrets }: Installation) {
  return {
    MAIL_URL: env.MAIL_URL || `smtp://${MAIL_USER}:${secrets.mailPassword}@127.0.0.1:${ports.mail}`,
    MAIL_FROM: env.MAIL_FROM || SANDBOX_SENDER,
  };
}

/** The operator's bank with the secret that it gave, else the sandbox's; one's secret never goes to the other. */
function bankEnvironment({ env, ports, secrets }: Installation) {
  if (env.BANK_URL) return { BANK_URL: env.BANK_URL, BANK_SECRET: env.BANK_SECRET };
  return { BANK_URL: `http://127.0.0.1:${ports.bank}`, BANK_SECRET: secrets.bankSecret };
}

/** The step that fills in reference data, as the owner of the tables; it ends before the portal and the broker begin. */
export function seedEnvironment(
  installation: Installation,
  projectFolder: string,
  ownerUrl: string,
): NodeJS.ProcessEnv {
  return {
    ...commonEnvironment(installation),
    DATABASE_URL: ownerUrl,
    REFERENCE_FOLDER: installation.env.REFERENCE_FOLDER || join(projectFolder, 'sandbox/reference'),
    CONNECTORS_FILE: installation.state.connectors,
    SEALING_PUBLIC_KEY: publicPart(installation.secrets.sealingKey),
  };
}

/**
 * The make-believe city knows the portal's client secret and the secrets of its own departments, mail server and bank, and no
 * key of the product.
 */
export function sandboxEnvironment(installation: Installation): NodeJS.ProcessEnv {
  const { env, ports, secrets, state } = installation;
  const { portal, issuer } = listAddresses(installation);
  return {
    ...commonEnvironment(installation),
    HOST: listenHost(env),
    PORTAL_URL: portal,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_CLIENT_SECRET: secrets.oidcClientSecret,
    IDP_PORT: String(ports.identityProvider),
    CONTROL_PORT: String(ports.control),
    MAIL_PORT: String(ports.mail),
    MAIL_PASSWORD: secrets.mailPassword,
    BANK_PORT: String(ports.bank),
    BANK_SECRET: secrets.bankSecret,
    DEPARTMENTS_FILE: state.departments,
    FEEDS_FOLDER: state.feeds,
    SANDBOX_DATA: state.sandbox,
    SANDBOX_RESIDENTS: env.SANDBOX_RESIDENTS || '2000',
    ARCHIVE_URL: archiveUrl(installation.databaseUrl('mz_broker'), secrets),
  };
}

/** Every department gets the next port and keeps the secret that it was given at its first start. */
export function listDepartments(ids: readonly string[], firstPort: number, secrets: Secrets): Department[] {
  return ids.map((id, index) => {
    const secret = secrets.connectors[id];
    const key = secrets.departmentKeys[id];
    if (secret === undefined || key === undefined)
      throw new Error(`no secret was drawn for the department ${id}`);
    return { id, port: firstPort + index, secret, key };
  });
}
