import { describe, expect, it } from 'vitest';
import {
  brokerEnvironment,
  type Installation,
  listDepartments,
  portalEnvironment,
  sandboxEnvironment,
} from './environment.ts';
import { readPorts } from './ports.ts';
import { drawSecrets } from './secrets.ts';

const secrets = {
  ...drawSecrets(),
  connectors: { 'civil-affairs': 'secret-of-civil-affairs', archive: 'secret-of-archive' },
  departmentKeys: { 'civil-affairs': 'key-of-civil-affairs', archive: 'key-of-archive' },
};
const state = {
  folder: '/srv/state',
  lock: '/srv/state/start.lock',
  secrets: '/srv/state/secrets.json',
  database: '/srv/state/database',
  connectors: '/srv/state/connectors.json',
  departments: '/srv/state/departments.json',
  clockFolder: '/srv/state/clock',
  clock: '/srv/state/clock/offset',
  sandbox: '/srv/state/sandbox',
  feeds: '/srv/state/feeds',
};
const installation: Installation = {
  env: { NODE_ENV: 'test', PATH: '/bin', SSH_AUTH_SOCK: '/agent', AWS_SECRET_ACCESS_KEY: 'foreign' },
  ports: readPorts({ NODE_ENV: 'test' }),
  secrets,
  state,
  databaseUrl: (role) => `postgres://${role}:${secrets.databasePasswords[role]}@127.0.0.1:5433/mianzheng`,
  development: false,
};

/** Which of the installation's secrets stand anywhere in an environment. */
function secretsIn(env: NodeJS.ProcessEnv): string[] {
  const { databasePasswords, connectors, departmentKeys: _of, ...keys } = secrets;
  const all = { ...keys, ...databasePasswords, ...connectors };
  const text = Object.values(env).join('\n');
  return Object.entries(all)
    .flatMap(([name, value]) => (text.includes(value) ? [name] : []))
    .sort();
}

describe('what each process is given', () => {
  it('is for the portal its database, session, sign-in and action secrets and the two data keys, and nothing else', () => {
    expect(secretsIn(portalEnvironment(installation))).toEqual(
      ['actionKey', 'columnWrappingKey', 'indexKey', 'mz_portal', 'oidcClientSecret', 'sessionSecret'].sort(),
    );
    expect(portalEnvironment(installation)).not.toHaveProperty('CONNECTORS_FILE');
  });

  it('is for the broker its two database roles, the two data keys, its own three keys and its accounts with relay and bank, and no secret of the portal', () => {
    expect(secretsIn(brokerEnvironment(installation))).toEqual(
      [
        'bankSecret',
        'callKey',
        'columnWrappingKey',
        'headKey',
        'indexKey',
        'mailPassword',
        'mz_broker',
        'mz_listener',
        'sealingKey',
      ].sort(),
    );
    expect(brokerEnvironment(installation)).not.toHaveProperty('CONNECTORS_FILE');
  });

  it('is for the sandbox the sign-in client and its own mail server, bank and archive: no database and no key of the product', () => {
    expect(secretsIn(sandboxEnvironment(installation))).toEqual([
      'archivePassword',
      'bankSecret',
      'mailPassword',
      'oidcClientSecret',
    ]);
  });

  it('never contains what the starting user has in the environment', () => {
    for (const make of [portalEnvironment, brokerEnvironment, sandboxEnvironment]) {
      expect(Object.values(make(installation)).join('\n')).not.toMatch(/foreign|agent/);
    }
  });

  it('agrees on the addresses, whatever moves them', () => {
    const moved: Installation = {
      ...installation,
      env: { NODE_ENV: 'test', PUBLIC_HOST: 'city.example' },
      ports: readPorts({ NODE_ENV: 'test', PORT: '8080', IDP_PORT: '8081' }),
    };
    for (const make of [portalEnvironment, sandboxEnvironment]) {
      expect(make(moved)).toMatchObject({
        PORTAL_URL: 'http://city.example:8080',
        OIDC_ISSUER: 'http://city.example:8081',
      });
    }
  });
});

describe('relay and bank', () => {
  const given = (env: Record<string, string>): Installation => ({
    ...installation,
    env: { NODE_ENV: 'test', ...env },
  });

  it('are the sandbox’s where the operator names none, with the secrets that it knows', () => {
    const broker = brokerEnvironment(installation);
    const sandbox = sandboxEnvironment(installation);
    const relay = new URL(broker.MAIL_URL ?? '');
    expect(relay).toMatchObject({ protocol: 'smtp:', hostname: '127.0.0.1', port: sandbox.MAIL_PORT });
    expect(relay.password).toBe(sandbox.MAIL_PASSWORD);
    expect(broker).toMatchObject({
      MAIL_FROM: '免证办 <no-reply@anlan.example>',
      PORTAL_URL: 'http://localhost:3000',
      BANK_URL: `http://127.0.0.1:${sandbox.BANK_PORT}`,
      BANK_SECRET: sandbox.BANK_SECRET,
    });
  });

  it('are the operator’s where they are named, and neither side learns the other’s secret', () => {
    const settings = {
      MAIL_URL: 'smtps://city:of-the-relay@relay.example',
      MAIL_FROM: 'notices@city.example',
      BANK_URL: 'https://bank.example/pay',
      BANK_SECRET: 'of-the-operators-bank',
    };
    expect(brokerEnvironment(given(settings))).toMatchObject(settings);
    expect(secretsIn(brokerEnvironment(given(settings)))).not.toContain('bankSecret');
    expect(JSON.stringify(sandboxEnvironment(given(settings)))).not.toMatch(/of-the-/);
  });
});

describe('departments', () => {
  it('listen on consecutive ports, each with a secret and a key of its own', () => {
    const departments = listDepartments(['civil-affairs', 'archive'], 3031, secrets);
    expect(departments).toEqual([
      { id: 'civil-affairs', port: 3031, secret: 'secret-of-civil-affairs', key: 'key-of-civil-affairs' },
      { id: 'archive', port: 3032, secret: 'secret-of-archive', key: 'key-of-archive' },
    ]);
  });
});
