import type { TestCity } from './city.ts';

/** Every row of every table as text, past row security: jsonb as it reads, bytes as the text that they hold. */
export async function dumpTables(
  city: TestCity,
  leaveOut: readonly string[] = [],
): Promise<Map<string, string>> {
  const { rows: tables } = await city.superuser.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const dump = new Map<string, string>();
  for (const { name } of tables.filter((table) => !leaveOut.includes(table.name))) {
    const { rows } = await city.superuser.query<Record<string, unknown>>(`select * from "${name}"`);
    dump.set(name, rows.map((row) => Object.values(row).map(asText).join('\n')).join('\n'));
  }
  return dump;
}

function asText(value: unknown): string {
  if (Buffer.isBuffer(value)) return `${value.toString('utf8')} ${value.toString('utf16le')}`;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The tables in whose dump a value stands. */
export function tablesHolding(dump: ReadonlyMap<string, string>, value: string): string[] {
  return [...dump].filter(([, text]) => text.includes(value)).map(([name]) => name);
}

/** Leaves of one kind about a case, oldest first. */
export async function listLeaves(city: TestCity, kind: string): Promise<Record<string, unknown>[]> {
  const { rows } = await city.superuser.query<{ leaf: string }>(
    'select leaf from ledger_leaves where kind = $1 order by id',
    [kind],
  );
  return rows.map(({ leaf }) => JSON.parse(leaf));
}
