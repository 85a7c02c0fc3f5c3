import type { Source } from '#domain/connector.ts';
import type { SourceRow } from '../contract.ts';

/**
 * Of rows about the same, those that the source itself wrote last: a batch that was loaded again later does not count more
 * for it. Where the versions cannot be compared all stay, and must then say the same.
 */
export function newestOf<T extends { rows: readonly SourceRow[] }>(
  { versionColumn }: Pick<NonNullable<Source['rows']>, 'versionColumn'>,
  records: readonly T[],
): T[] {
  if (versionColumn === null || records.length < 2) return [...records];
  const versions = records.map(({ rows }) => readVersion(rows[0]?.[versionColumn] ?? ''));
  const kinds = new Set(versions.map((version) => version?.kind));
  if (kinds.size > 1 || kinds.has(undefined)) return [...records];
  const newest = versions
    .map((version) => version?.order ?? '')
    .toSorted()
    .at(-1);
  return records.filter((_, index) => versions[index]?.order === newest);
}

const TIME = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?:[ T]?(\d{2}):?(\d{2})(?::?(\d{2}))?)?/;

/** A batch counter or a time, as texts that order as they do. */
function readVersion(written: string): { kind: 'counter' | 'time'; order: string } | undefined {
  const text = written.trim();
  const isDate = /^(19|20)\d{6}(\d{6})?$/.test(text);
  if (/^\d{1,20}$/.test(text) && !isDate) return { kind: 'counter', order: text.padStart(20, '0') };
  const time = TIME.exec(text);
  if (!time) return undefined;
  const order = time.slice(1).map((part = '00', index) => part.padStart(index === 0 ? 4 : 2, '0'));
  return { kind: 'time', order: order.join('') };
}
