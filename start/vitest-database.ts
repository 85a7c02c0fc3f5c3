import { prepareTemplate, startTestServer, TEST_VARIABLE } from './test-database.ts';

/** Vitest's global set-up for tests that need PostgreSQL: a throw-away server, unless TEST_DATABASE_URL names one. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  const given = process.env[TEST_VARIABLE];
  const server = given ? undefined : await startTestServer();
  const url = given ?? server?.url ?? '';
  await prepareTemplate(url);
  process.env[TEST_VARIABLE] = url;
  if (!server) return undefined;
  return async () => {
    delete process.env[TEST_VARIABLE];
    await server.stop();
  };
}
