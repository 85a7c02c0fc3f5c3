import type { FactValue } from '#domain/answer.ts';
import { type Cleaned, certain, doubtful } from '#domain/cleaning/cleaned.ts';
import { cleanText, narrow } from '#domain/cleaning/written-text.ts';
import type { CodeTable } from '#domain/connector.ts';
import { type PartialDate, spanOf } from '#domain/partial-date.ts';

/**
 * A value of a source's own list as ours. Lists change: the one counts that was valid when the source wrote the value. Where
 * that day is unknown, or known too roughly, the value counts only if all lists that come into question agree about it.
 */
export function findCode(
  tables: readonly CodeTable[],
  raw: string | null,
  writtenOn: PartialDate | null,
): Cleaned<FactValue> {
  if (raw === null) return certain<FactValue>(null);
  const text = cleanText(raw);
  // A list may give a meaning to what elsewhere means nothing, such as "无" or "-".
  const written = [raw, raw.trim(), text.value ?? '', narrow(text.value ?? '').value];
  const valid = tables.filter((table) => isValid(table, writtenOn));
  const meanings = valid.map(({ values }) => {
    const key = written.find((word) => Object.hasOwn(values, word));
    return key === undefined ? undefined : values[key];
  });
  const distinct = [...new Set(meanings)];
  const [meaning] = distinct;
  if (distinct.length > 1) return doubtful('code_period_unknown', raw, text.steps);
  if (meaning !== undefined) return certain(meaning, step(raw, meaning));
  if (text.value === null) return { ...text, value: null };
  return doubtful('code_unknown', raw, text.steps);
}

function isValid({ from, to }: CodeTable, writtenOn: PartialDate | null): boolean {
  if (writtenOn === null) return true;
  const { first, last } = spanOf(writtenOn);
  return (from === null || last >= from) && (to === null || first <= to);
}

function step(raw: string, meaning: FactValue) {
  return raw === meaning
    ? []
    : [{ reason: 'code_list', raw, clean: meaning === null ? null : String(meaning) }];
}
