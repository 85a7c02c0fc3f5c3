import { CitizenId, type CitizenIdContext, upgradeCitizenId15 } from '../citizen-id.ts';
import type { CivilDate } from '../dates.ts';
import { cleanIdInput } from '../identifiers.ts';
import { type Cleaned, certain, doubtful, type Step } from './cleaned.ts';

/** A register's identity number, cleaned: as it stands there, and the 18 characters that a 15-digit one became. */
export interface HeldNumber {
  /** 15 digits or 18 characters, as the register holds it. */
  held: string;
  /** The same as 18 characters; what stands there where that is not possible. */
  full: string;
}

const WORDS: Readonly<Record<string, string>> = {
  bom: 'stray_marks',
  zero_width: 'stray_marks',
  full_width: 'full_width',
  space: 'stray_space',
  hyphen: 'stray_hyphen',
  apostrophe: 'stray_quote',
  upper_case: 'lower_case_x',
};
const X_LIKE = /[\u0425\u0445\u03A7×╳✕]/u;

/**
 * A 公民身份号码 as old registers write it. What surrounds it is taken off; 15 digits are converted and both forms kept
 * (GB 11643-1999). Look-alikes, and numbers that a spreadsheet has rounded, are reported and never put right. A wrong check
 * character may have been issued so: the number stays, and the step says it.
 */
export function cleanIdNumber(raw: string, today: CivilDate): Cleaned<HeldNumber> {
  const { value, steps: done, lookAlikes } = cleanIdInput(raw);
  const steps = done.map((step): Step => ({ reason: WORDS[step] ?? step, raw, clean: value }));
  if (/^\d(\.\d+)?E\+?\d+$/iu.test(value)) return doubtful('id_scientific', raw, steps);
  if (lookAlikes.length > 0) {
    return doubtful(X_LIKE.test(value) ? 'id_x_look_alike' : 'id_look_alike', raw, steps);
  }
  if (/^\d{15}$/.test(value)) return fifteenDigits(value, raw, today, steps);
  if (!/^\d{17}[\dX]$/.test(value)) return doubtful('id_unreadable', raw, steps);
  const valid = CitizenId.safeParse(value).success;
  // Spreadsheets keep 15 digits of a number and write zeros for the rest.
  if (!valid && value.endsWith('000')) return doubtful('id_rounded', raw, steps);
  const number = { held: value, full: value };
  return certain(number, valid ? steps : [...steps, { reason: 'id_check_digit', raw, clean: value }]);
}

/** Whether a number that cannot be read could be the one asked for: then its row may not count as somebody else's. */
export function mayBe(raw: string, asked: string): boolean {
  const { value, lookAlikes } = cleanIdInput(raw);
  const scientific = /^(\d)(?:\.(\d+))?E\+?(\d+)$/iu.exec(value);
  if (scientific) return mayBeScientific(scientific, asked);
  const resolved = [...value]
    .map((sign, index) => lookAlikes.find((each) => each.index === index)?.resembles ?? sign)
    .join('');
  const forms = [asked, shortForm(asked)];
  if (forms.includes(resolved)) return true;
  if (value.endsWith('000') && value.slice(0, 15) === asked.slice(0, 15)) return true;
  return value.length === 18 && value.slice(0, 17) === asked.slice(0, 17);
}

/** `9.90102E+17`: the digits before the exponent, the last of them rounded, and how many there were. */
function mayBeScientific(match: RegExpExecArray, asked: string): boolean {
  const digits = `${match[1]}${match[2] ?? ''}`;
  const length = Number(match[3]) + 1;
  const form = length === 15 ? shortForm(asked) : asked;
  const cut = Number(form.slice(0, digits.length));
  const rounded = form.charAt(digits.length) >= '5' ? cut + 1 : cut;
  return length === form.length && [cut, rounded].includes(Number(digits));
}

function fifteenDigits(value: string, raw: string, today: CivilDate, steps: Step[]): Cleaned<HeldNumber> {
  const context: CitizenIdContext = { isArea: () => true, today };
  const upgraded = upgradeCitizenId15(value, context);
  if (!upgraded.ok) return doubtful('id_unreadable', raw, steps);
  const full = upgraded.value.id;
  return certain({ held: value, full }, [...steps, { reason: 'id_15_digits', raw, clean: full }]);
}

function shortForm(full: string): string {
  return `${full.slice(0, 6)}${full.slice(8, 17)}`;
}
