import { type Cleaned, certain, doubtful, type Step } from './cleaned.ts';
import { repairEncoding } from './encoding.ts';

/** What registers write where they have nothing. */
const NULL_WORDS: ReadonlySet<string> = new Set(
  ['-', '--', '—', '——', '/', '\\', '.', '无', '無', '空', '不详', '不明', '未知', '未填', '暂无'].concat([
    'null',
    'NULL',
    'N/A',
    'n/a',
    'NaN',
    '#N/A',
    '(null)',
  ]),
);
/** "As above": there is a value, but it stands in a row that is not this one. */
const DITTO: ReadonlySet<string> = new Set(['同上', '同前', '〃', '"']);

/** Marks that no value is made of: byte order marks, zero-width characters, controls, soft hyphens. */
const MARKS = /[[\p{Cc}\p{Cf}]--[\t\n\v\f\r]]/gv;
const SPACES = /[\s\u00A0\u3000]+/gu;

interface Rule {
  reason: string;
  apply: (text: string) => string;
}

/** Line breaks and tabs inside a cell become one space (spreadsheets keep them); none of it changes what is meant. */
const STRIPPING: readonly Rule[] = [
  { reason: 'stray_marks', apply: (text) => text.replace(MARKS, '') },
  { reason: 'stray_space', apply: (text) => text.replace(SPACES, ' ').trim() },
  { reason: 'stray_quote', apply: (text) => text.replace(/^['\u2018\u2019`](?=.)/u, '').trim() },
  { reason: 'csv_quotes', apply: (text) => text.replace(/^"([^"]*)"$/u, '$1').trim() },
];

/**
 * A written text without what spreadsheets and exports put around it, its encoding repaired where that is exact. Full-width
 * characters stay: they belong to names and addresses; see `narrow`. Words for "nothing" give null.
 */
export function cleanText(raw: string | null | undefined): Cleaned<string> {
  if (raw === null || raw === undefined) return certain<string>(null);
  const stripped = strip(raw);
  const text = stripped.value;
  if (text === '') return certain<string>(null, stripped.steps);
  if (NULL_WORDS.has(text)) {
    return certain<string>(null, [...stripped.steps, { reason: 'null_word', raw, clean: null }]);
  }
  if (DITTO.has(text)) return doubtful('ditto', raw, stripped.steps);
  const repaired = repairEncoding(text);
  return { ...repaired, steps: [...stripped.steps, ...repaired.steps] };
}

/** Full-width ASCII as plain ASCII and no other character: normalisation forms would alter rare name characters. */
export function narrow(text: string): { value: string; steps: Step[] } {
  const value = text.replace(/[\uFF01-\uFF5E]/gu, (wide) =>
    String.fromCodePoint(wide.charCodeAt(0) - 0xfee0),
  );
  return { value, steps: value === text ? [] : [{ reason: 'full_width', raw: text, clean: value }] };
}

/** What most cells hold: nothing that could be stripped. */
const PLAIN = /^[\w\u4E00-\u9FFF.:,;()+-]*$/u;

function strip(raw: string): { value: string; steps: Step[] } {
  if (PLAIN.test(raw)) return { value: raw, steps: [] };
  const steps: Step[] = [];
  let value = raw;
  for (const { reason, apply } of STRIPPING) {
    const clean = apply(value);
    if (clean !== value) steps.push({ reason, raw: value, clean });
    value = clean;
  }
  return { value, steps };
}
