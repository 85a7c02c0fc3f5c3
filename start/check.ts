import { fileURLToPath } from 'node:url';
import { routeTypes, staticChecks, unitTests } from './static-checks.ts';
import { describeResult, runTask, runTasks } from './task.ts';

const projectFolder = fileURLToPath(new URL('..', import.meta.url));

// Ctrl-C ends this process the orderly way, so that no check outlives it.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => process.exit(1));

const routes = await runTask(routeTypes(projectFolder), projectFolder);
const results = [
  routes,
  ...(await runTasks([...staticChecks(projectFolder), unitTests(projectFolder)], 2, projectFolder)),
];
for (const result of results) console.log(describeResult(result));
process.exit(results.every(({ passed }) => passed) ? 0 : 1);
