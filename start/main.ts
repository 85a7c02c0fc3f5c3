import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { explain } from './failure.ts';
import { startProduct } from './product.ts';

const projectFolder = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const development = process.argv.includes('--dev');
const print = (line: string) => console.log(line);

// Whoever reads our output may go away first; that is no reason to leave processes behind.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

const product = startProduct({ projectFolder, env: process.env, development }, print);
let signals = 0;

async function end(exitCode: number): Promise<never> {
  await product.stop();
  process.exit(exitCode);
}

function onSignal(): void {
  signals += 1;
  if (signals === 1) print('Stopping everything; this takes a few seconds.');
  void end(0);
}
process.on('SIGINT', () => onSignal());
process.on('SIGTERM', () => onSignal());
process.on('SIGHUP', () => onSignal());

try {
  await product.ready;
  process.send?.('ready');
} catch (error) {
  if (signals === 0) {
    console.error(`\n${explain(error, join(projectFolder, '.data'))}`);
    if (process.env.DEBUG) console.error(error);
    await end(1);
  }
}
