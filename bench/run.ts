import { measureBulkhead } from './bulkhead.ts';
import { measureDecision } from './decision.ts';
import { measureFeed } from './feed.ts';
import { measureHop } from './hop.ts';
import { measureLedger } from './ledger.ts';
import { measureQuota } from './quota.ts';

/** Every measurement by name; each prints one JSON object with `name`, `value`, `goal`, `met` and its detail. */
const BENCHES: Readonly<Record<string, () => Promise<unknown>>> = {
  bulkhead: measureBulkhead,
  decision: measureDecision,
  feed: measureFeed,
  hop: measureHop,
  ledger: measureLedger,
  quota: measureQuota,
};

const bench = BENCHES[process.argv[2] ?? ''];
if (bench === undefined) {
  console.error(`usage: npm run bench -- <${Object.keys(BENCHES).join(' | ')}>`);
  process.exit(2);
}
console.log(JSON.stringify(await bench(), null, 2));
process.exit(0);
