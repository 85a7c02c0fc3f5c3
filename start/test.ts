import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browser.ts';
import { listLivingChildren } from './child.ts';
import { findChineseFont } from './font.ts';
import { signal } from './process-table.ts';
import { routeTypes, staticChecks } from './static-checks.ts';
import { describeResult, runTask, runTasks } from './task.ts';
import { scanLogs } from './test-logs.ts';
import { findActionKey, startTestProduct, type TestProduct } from './test-product.ts';
import { addCounts, type Count, closingLine, countPlaywright, countRun, countVitest } from './test-report.ts';

const projectFolder = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const reports = mkdtempSync(join(tmpdir(), 'mianzheng-reports-'));
const bin = (name: string) => join(projectFolder, 'node_modules/.bin', name);
const say = (line: string) => console.log(`\n== ${line}`);

/** Vitest counts a project without any file as a failure. */
const FAULT_TESTS = '{broker,connectors,db,flow,sandbox,start}/**/*.fault.test.ts';

const FAILURE: Count = { passed: 0, failed: 1, skipped: 0 };
const SUCCESS: Count = { passed: 1, failed: 0, skipped: 0 };

/** Types, format and lint: each counts as one test. */
async function runStaticChecks(): Promise<Count[]> {
  say('Types, format and lint');
  const routes = await runTask(routeTypes(projectFolder), projectFolder);
  const results = [routes, ...(await runTasks(staticChecks(projectFolder), 2, projectFolder))];
  for (const result of results) console.log(describeResult(result));
  return results.map(({ passed }) => (passed ? SUCCESS : FAILURE));
}

async function runVitest(title: string, projects: readonly string[], limitSeconds: number): Promise<Count> {
  say(title);
  const file = join(reports, `vitest-${projects.join('-')}.json`);
  const args = ['run', ...projects.flatMap((project) => ['--project', project])];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const task = {
    name: title,
    command: bin('vitest'),
    args: [...args, ...reporters],
    limitSeconds,
    live: true,
  };
  const { passed } = await runTask(task, projectFolder);
  return countRun(file, passed, countVitest);
}

type Tools = { readonly browser: string; readonly fontConfig: string | undefined };

async function findTools(): Promise<Tools | undefined> {
  say('Browser and font');
  const tools = join(projectFolder, 'node_modules/.cache/mianzheng');
  const browser = await findBrowser(projectFolder, join(tools, 'chromium'), process.env);
  console.log(
    browser ? `Browser from ${browser.source}: ${browser.path}` : 'No browser was found: set CHROMIUM_PATH.',
  );
  const font = findChineseFont(projectFolder, join(tools, 'font'));
  console.log(
    font ? `Chinese font from ${font.source}` : 'No Chinese font was found: screenshots will show boxes.',
  );
  return browser && { browser: browser.path, fontConfig: font?.configFile };
}

/** End-to-end tests against a product that was built and started for them, and then a look through its logs. */
async function runEndToEnd(): Promise<Count[]> {
  const tools = await findTools();
  if (!tools) return [FAILURE];
  say('Starting the product with few residents');
  const product = await startTestProduct(projectFolder, (line) => console.log(line));
  if (!product) return [FAILURE];
  try {
    const tested = await runPlaywright(product, tools);
    await product.stop();
    say('Personal data in the logs');
    const { passed, lines } = scanLogs(product, projectFolder);
    for (const line of lines) console.log(line);
    return [tested, passed ? SUCCESS : FAILURE];
  } finally {
    await product.stop();
    product.remove();
  }
}

async function runPlaywright(product: TestProduct, { browser, fontConfig }: Tools): Promise<Count> {
  say('End-to-end tests');
  const file = join(reports, 'playwright.json');
  const env = {
    ...product.env,
    CHROMIUM_PATH: browser,
    ...(fontConfig ? { FONTCONFIG_FILE: fontConfig } : {}),
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  };
  const task = {
    name: 'end-to-end tests',
    command: bin('playwright'),
    args: ['test', '--reporter=list,json'],
  };
  const { passed } = await runTask(
    { ...task, env: { ...process.env, ...env }, limitSeconds: 900, live: true },
    projectFolder,
  );
  return countRun(file, passed, countPlaywright);
}

// One build serves the end-to-end tests and the fault tests: both must start it with the key that it was built with.
process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ||= findActionKey(projectFolder);

// Ctrl-C ends this process the orderly way, so that nothing it started outlives it.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => process.exit(1));
process.on('exit', () => {
  for (const child of listLivingChildren()) signal(child.pid, 'SIGTERM');
});

const counts = await runStaticChecks();
counts.push(await runVitest('Unit and database tests', ['unit', 'database'], 480));
if (existsSync(join(projectFolder, 'playwright.config.ts'))) counts.push(...(await runEndToEnd()));
if (globSync(FAULT_TESTS, { cwd: projectFolder }).length > 0) {
  counts.push(await runVitest('Fault tests', ['fault'], 240));
}
rmSync(reports, { recursive: true, force: true });

const total = addCounts(counts);
console.log(`\n${closingLine(total)}`);
process.exit(total.failed === 0 ? 0 : 1);
