import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { ConnectorId } from '#domain/ids.ts';
import { listSentLines } from '#flow/proof/list-sent.ts';
import { LogLine, reconcile } from '#flow/proof/reconcile.ts';
import { openRunningDatabase } from './running-database.ts';

// Compares a department's own log (JSON Lines, as the connector kit exports it) with what the portal says that it has sent.
const USAGE = 'usage: npm run reconcile -- <connector> <department-log.jsonl>';

async function readLog(file: string): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  for await (const text of createInterface({ input: createReadStream(file) }))
    if (text !== '') lines.push(LogLine.parse(JSON.parse(text)));
  return lines;
}

try {
  const [connector, file] = process.argv.slice(2);
  if (connector === undefined || file === undefined) throw new Error(USAGE);
  const pool = openRunningDatabase(process.env);
  const portal = await listSentLines(pool, ConnectorId.parse(connector));
  await pool.end();
  const result = reconcile(await readLog(file), portal);
  console.log(JSON.stringify(result, null, 2));
  process.exitCode = result.differences.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof z.ZodError ? z.prettifyError(error) : String(error));
  process.exitCode = 2;
}
