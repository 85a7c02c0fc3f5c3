import { readDepartmentLines, readEnvironment } from './environment.ts';
import { startSandbox } from './sandbox.ts';

const environment = readEnvironment(process.env);
const sandbox = await startSandbox(environment, readDepartmentLines(environment.DEPARTMENTS_FILE));

let stopping = false;
const stop = () => {
  if (stopping) return;
  stopping = true;
  sandbox.close().then(
    () => process.exit(0),
    (cause: unknown) => {
      console.error('the sandbox did not stop cleanly', cause);
      process.exit(1);
    },
  );
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

/** Lines for whoever started the city: whom a visitor may sign in as. */
const signIn = sandbox.city.stories.slice(0, 6).map((story) => {
  const claimant = sandbox.city.get(story.claimant);
  return `${claimant.name}  ${claimant.idNumber}  ${story.title}`;
});
process.send?.({ signIn });
process.send?.('ready');
