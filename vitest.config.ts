import { configDefaults, defineConfig } from 'vitest/config';

const FOLDERS = '{app,bench,broker,catalogue,connectors,db,domain,flow,messages,sandbox,start}';
const DATABASE_TESTS = [`${FOLDERS}/**/*.database.test.ts`, 'start/cluster.test.ts'];
const FAULT_TESTS = [`${FOLDERS}/**/*.fault.test.ts`];
const WITH_DATABASE = { globalSetup: ['start/vitest-database.ts'], testTimeout: 30_000, hookTimeout: 60_000 };

/**
 * Three projects: `unit` needs nothing; `database` runs against a throw-away PostgreSQL, each file on its own clone;
 * `fault` kills processes, one file after the other.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${FOLDERS}/**/*.test.{ts,tsx}`],
          exclude: [...configDefaults.exclude, ...DATABASE_TESTS, ...FAULT_TESTS],
        },
      },
      { test: { ...WITH_DATABASE, name: 'database', include: DATABASE_TESTS } },
      {
        test: {
          ...WITH_DATABASE,
          name: 'fault',
          include: FAULT_TESTS,
          fileParallelism: false,
          testTimeout: 180_000,
        },
      },
    ],
  },
});
