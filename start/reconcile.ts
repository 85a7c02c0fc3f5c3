import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { z } from 'zod';
import { LogLine, reconcile, SentLine } from '#flow/proof/reconcile.ts';

// Compares a department's own log with what the portal says that it has sent. Needs nothing but the two files: it runs at the
// department. Ends with 0 if there is no difference, 1 if there is one, 2 if a file could not be read.
const USAGE =
  'usage: npm run reconcile -- department-log.jsonl export.jsonl\n' +
  '  department-log.jsonl: your own log, as the connector kit writes it, or the same lines of your own making\n' +
  '  export.jsonl: the console’s export of the connector as JSON Lines';

class LineError extends Error {}

async function readLines<T>(schema: z.ZodType<T>, file: string): Promise<T[]> {
  const lines: T[] = [];
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(file) })) {
    number += 1;
    if (text !== '') lines.push(readLine(schema, text, `${file}:${number}`));
  }
  return lines;
}

/** @throws LineError that names place and member, and repeats no value */
function readLine<T>(schema: z.ZodType<T>, text: string, place: string): T {
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LineError(`${place}: ${issue?.path.join('.') || 'line'}: ${issue?.message}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

try {
  const [log, exported] = process.argv.slice(2);
  if (log === undefined || exported === undefined) throw new Error(USAGE);
  const result = reconcile(await readLines(LogLine, log), await readLines(SentLine, exported));
  console.log(JSON.stringify(result, null, 2));
  process.exitCode = result.differences.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
