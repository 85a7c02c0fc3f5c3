import { once } from 'node:events';
import { exportLedger } from '#flow/proof/export-ledger.ts';
import { explain } from './failure.ts';
import { openRunningDatabase } from './running-database.ts';

// Writes the sealed ledger of a running installation to standard output, one JSON object a line.
try {
  const pool = openRunningDatabase(process.env);
  for await (const line of exportLedger(pool))
    if (!process.stdout.write(`${JSON.stringify(line)}\n`)) await once(process.stdout, 'drain');
  await pool.end();
} catch (error) {
  console.error(explain(error, '.data'));
  process.exitCode = 1;
}
