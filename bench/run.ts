import { measureDecision } from './decision.ts';
import { measureLedger } from './ledger.ts';

/** Every measurement by name; each prints one JSON object with `name`, `value`, `goal`, `met` and its detail. */
const BENCHES: Readonly<Record<string, () => Promise<unknown>>> = {
  decision: measureDecision,
  ledger: measureLedger,
};

const bench = BENCHES[process.argv[2] ?? ''];
if (bench === undefined) {
  console.error(`usage: npm run bench -- <${Object.keys(BENCHES).join(' | ')}>`);
  process.exit(2);
}
console.log(JSON.stringify(await bench(), null, 2));
process.exit(0);
