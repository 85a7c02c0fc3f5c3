import type { Locale } from '#messages/locale.ts';

/** Every sentence that a page of a case can be made of: the keys of `case.line` in the messages. */
export const LINES = [
  'asOf',
  'completeNone',
  'committed',
  'reused',
  'determined',
  'asking',
  'pending',
  'pendingOverdue',
  'cause_down',
  'cause_timeout',
  'cause_quota',
  'cause_suspended',
  'cause_malformed',
  'cause_wrong_subject',
  'cause_bad_signature',
  'retryAt',
  'retrySoon',
  'place',
  'placeUnknown',
  'stoppedBecause',
  'thenCommit',
  'thenAsk',
  'thenWithout',
  'thenPerson',
  'affectsNothing',
  'affectsDecision',
  'why_no_record',
  'why_ambiguous',
  'why_not_permitted',
  'why_wrong',
  'why_stale',
  'why_likely',
  'why_not_derivable',
  'why_declined',
  'why_contradicted',
  'why_disputed',
  'why_deceased',
  'why_unavailable',
  'whyWaited',
  'nextHeld',
  'nextCommit',
  'nextWithout',
  'nextPerson',
  'meanwhileCommit',
  'fell',
  'youNothing',
  'youMay',
] as const;
export type LineKey = (typeof LINES)[number];

/** One sentence as data: which one, and the words that are put into it. */
export interface Line {
  say: LineKey;
  values: Readonly<Record<string, string>>;
}

export function line(say: LineKey, values: Line['values'] = {}): Line {
  return { say, values };
}

/** Sentences that go on where the one before them ends: they add a date, or what the reader need do. */
const JOINING: ReadonlySet<LineKey> = new Set(['asOf', 'reused', 'youNothing', 'youMay']);

/** Lines as the paragraphs that they make. */
export function paragraphsOf(lines: readonly Line[]): Line[][] {
  const paragraphs: Line[][] = [];
  for (const each of lines) {
    const last = paragraphs.at(-1);
    if (last !== undefined && JOINING.has(each.say)) last.push(each);
    else paragraphs.push([each]);
  }
  return paragraphs;
}

/** What the page models need to put values into words; made from the messages by the page, plain in tests. */
export interface Words {
  locale: Locale;
  yes: string;
  no: string;
  /** For a field that an answer may leave out. */
  none: string;
  /** For a value that the portal has no words for: never its machine word. */
  wordless: string;
  /** A relation to the head of a household, by its code of GB/T 4761-2008. */
  relation: (code: string) => string;
  /** An account by the tail of its number. */
  tail: (digits: string) => string;
  /** An amount with its unit, given the printed figure. */
  yuan: (figure: string) => string;
}
