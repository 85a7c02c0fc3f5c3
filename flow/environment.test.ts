import { afterEach, describe, expect, test, vi } from 'vitest';

const VARIABLES = {
  DATABASE_URL: 'postgres://mz_broker:x@127.0.0.1/mianzheng',
  LISTENER_URL: 'postgres://mz_listener:x@127.0.0.1/mianzheng',
  BROKER_PORT: '3010',
  BROKER_CALLBACK_URL: 'http://127.0.0.1:3010',
  CALL_KEY: JSON.stringify({ kid: 'a', kty: 'OKP', crv: 'Ed25519', x: 'x', d: 'd' }),
  HEAD_KEY: JSON.stringify({ kid: 'b', kty: 'OKP', crv: 'Ed25519', x: 'x', d: 'd' }),
  SEALING_KEY: JSON.stringify({ kid: 'c', kty: 'OKP', crv: 'X25519', x: 'x', d: 'd' }),
  FEEDS_FOLDER: '/srv/feeds',
  MAIL_URL: 'smtps://city:secret@relay.example',
  MAIL_FROM: '免证办 <no-reply@city.example>',
  PORTAL_URL: 'https://city.example',
  BANK_URL: 'https://bank.example/pay',
  BANK_SECRET: 'a-secret-of-the-bank',
};

/** The environment is parsed once for each process: every reading takes a module of its own. */
async function read(change: Record<string, string> = {}) {
  vi.resetModules();
  for (const [name, value] of Object.entries({ ...VARIABLES, ...change })) vi.stubEnv(name, value);
  const { brokerEnvironment } = await import('./environment.ts');
  return brokerEnvironment();
}
afterEach(() => vi.unstubAllEnvs());

describe('the broker’s environment', () => {
  test.each(['免证办 <no-reply@city.example>', 'no-reply@city.example'])(
    'takes the sender %s',
    async (from) => {
      expect(await read({ MAIL_FROM: from })).toMatchObject({
        MAIL_FROM: from,
        BROKER_PORT: 3010,
        BANK_URL: 'https://bank.example/pay',
      });
    },
  );

  test.each([
    ['MAIL_URL', 'https://relay.example'],
    ['MAIL_URL', 'smtp:'],
    ['MAIL_FROM', '免证办'],
    ['MAIL_FROM', 'a@city.example\r\nBcc: b@city.example'],
    ['PORTAL_URL', ''],
    ['BANK_URL', 'ftp://bank.example'],
    ['BANK_SECRET', 'short'],
  ])('is refused where %s is %j, naming the variable and not its value', async (name, value) => {
    const reading = read({ [name]: value });
    await expect(reading).rejects.toThrow(`environment: ${name}: `);
    if (value !== '') await expect(reading).rejects.not.toThrow(value);
  });
});
