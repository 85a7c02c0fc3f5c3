import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { PublicKey } from '#domain/connector.ts';
import { LedgerHead } from '#domain/ledger-head.ts';
import { verifyLedger } from '#flow/proof/verify-ledger.ts';

// Verifies an export of the ledger offline. Ends with 0 if nothing was found, 1 if something was, 2 if it could not be read.
const USAGE =
  'usage: npm run verify-ledger -- ledger.jsonl --keys keys.json [--witness head.json]…\n' +
  '  keys.json: { "keys": [ … ] }, the sealer’s public keys, obtained from somewhere else than the export\n' +
  '  head.json: a signed head that you have kept from earlier; several are better';

const Keys = z.object({ keys: z.array(PublicKey).min(1) });
const read = <T>(schema: z.ZodType<T>, file: string): T =>
  schema.parse(JSON.parse(readFileSync(file, 'utf8')));

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { keys: { type: 'string' }, witness: { type: 'string', multiple: true, default: [] } },
  });
  const [file] = positionals;
  if (file === undefined || values.keys === undefined) throw new Error(USAGE);
  const { keys } = read(Keys, values.keys);
  const witnessed = values.witness.map((each) => read(LedgerHead, each));
  const verdict = await verifyLedger(createInterface({ input: createReadStream(file) }), { keys, witnessed });
  console.log(JSON.stringify({ ...verdict, witnessed: witnessed.length }, null, 2));
  process.exitCode = verdict.findings.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof z.ZodError ? z.prettifyError(error) : String(error));
  process.exitCode = 2;
}
