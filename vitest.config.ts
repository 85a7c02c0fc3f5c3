import { defineConfig } from 'vitest/config';

const FOLDERS = '{app,broker,catalogue,connectors,db,domain,flow,messages,sandbox,start}';
const DATABASE_TESTS = [`${FOLDERS}/**/*.database.test.ts`, 'start/cluster.test.ts'];

/** Two projects: `unit` needs nothing; `database` runs against a throw-away PostgreSQL, each file on its own clone. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${FOLDERS}/**/*.test.{ts,tsx}`],
          exclude: DATABASE_TESTS,
        },
      },
      {
        test: {
          name: 'database',
          include: DATABASE_TESTS,
          globalSetup: ['start/vitest-database.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
