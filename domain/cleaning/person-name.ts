import { foldVariants } from './character-variants.ts';
import type { Step } from './cleaned.ts';
import { isDamaged } from './encoding.ts';
import { hasPrivateUse } from './private-use.ts';
import { cleanText, narrow } from './written-text.ts';

/** How a name that was asked for lies to one that a register holds. `possible` is never enough to say that they are one. */
export type NameLikeness =
  | { likeness: 'same'; steps: readonly Step[] }
  | { likeness: 'possible'; reason: string }
  | { likeness: 'different' }
  | { likeness: 'missing' };

/** The separator of minority names, U+00B7, and what keyboards and exports write for it. */
const SEPARATORS = /\s*[\u00B7\u2022\u2027\u22C5\u30FB\uFF65\uFF0E.]\s*/gu;
const SEPARATOR = '·';
/** Marks for a character that could not be written. */
const LOST_CHARACTER = /^[?？□■*＊_▯〓]$/u;
const DESCRIBED = /[（(⿰-⿻]/u;
const HAN = /\p{Script=Han}/u;

/**
 * Compares two written names. The same: equal after what surrounds them is taken off and the separator is written in one
 * way. Possible: variant characters, a cut tail, lost, private or described characters, damaged bytes, Latin letters.
 */
export function compareNames(asked: string, held: string | null): NameLikeness {
  const written = cleanText(held);
  if (held !== null && isDamaged(held.trim())) return { likeness: 'possible', reason: 'name_damaged' };
  if (written.value === null) return { likeness: 'missing' };
  const [one, other] = [plainName(asked), plainName(written.value)];
  if (one === other) {
    if (held !== null && hasPrivateUse(held)) return { likeness: 'possible', reason: 'name_private_use' };
    return { likeness: 'same', steps: stepsOf(held ?? '', written.value, other, written.steps) };
  }
  const reason = findReason(one, other);
  return reason === undefined ? { likeness: 'different' } : { likeness: 'possible', reason };
}

function findReason(asked: string, held: string): string | undefined {
  if (hasPrivateUse(held)) return 'name_private_use';
  if (DESCRIBED.test(held)) return 'name_described';
  if (HAN.test(asked) && !HAN.test(held)) return 'name_latin';
  const [one, other] = [foldVariants(asked), foldVariants(held)];
  if (one === other) return 'name_variant';
  if (lostCharactersAside(one, other)) return 'name_lost_character';
  const [bare, otherBare] = [one.replaceAll(SEPARATOR, ''), other.replaceAll(SEPARATOR, '')];
  if (bare === otherBare) return 'name_separator';
  const [short, long] = bare.length < otherBare.length ? [bare, otherBare] : [otherBare, bare];
  if ([...short].length >= 2 && long.startsWith(short)) return 'name_cut';
  return undefined;
}

function lostCharactersAside(asked: string, held: string): boolean {
  const [one, other] = [[...asked], [...held]];
  if (one.length !== other.length || !other.some((sign) => LOST_CHARACTER.test(sign))) return false;
  return other.every((sign, index) => sign === one[index] || LOST_CHARACTER.test(sign));
}

/** Registers put spaces into names of two characters to fill the column; they belong to no Chinese name. */
function plainName(name: string): string {
  const spaced = name.trim().replace(SEPARATORS, SEPARATOR);
  const closed = HAN.test(spaced)
    ? spaced.replace(/\s/gu, '')
    : narrow(spaced).value.replace(/\s+/gu, ' ').toUpperCase();
  return closed;
}

function stepsOf(raw: string, text: string, plain: string, before: readonly Step[]): Step[] {
  if (text === plain) return [...before];
  const reason = text.replace(/\s/gu, '') === plain ? 'stray_space' : 'separator';
  return [...before, { reason, raw, clean: plain }];
}
