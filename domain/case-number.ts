import { z } from 'zod';
import { CivilDate } from './dates.ts';
import { cleanIdInput, type IsArea } from './identifiers.ts';
import { fail, ok, type Result } from './result.ts';

const LENGTH = 23;

/**
 * 办件编号 of 23 digits: area (6), civil date of filing (8), random (8), check digit (ISO 7064 MOD 11,10). The
 * random digits keep a neighbour's number from being guessed; the check digit finds every single mistyped digit
 * and all but one in 45 swaps of neighbours.
 */
export const CaseNumber = z
  .string()
  .regex(/^\d{23}$/, { abort: true })
  .refine((text) => checkDigit(text.slice(0, -1)) === text.at(-1), {
    error: 'wrong check digit',
    abort: true,
  })
  .refine((text) => CivilDate.safeParse(dateWithin(text)).success, 'no such date')
  .brand<'CaseNumber'>();
export type CaseNumber = z.infer<typeof CaseNumber>;

export type CaseNumberParts = { number: CaseNumber; area: string; filedOn: CivilDate };
export type CaseNumberFault = 'E_LEN' | 'E_CHAR' | 'E_CHECK' | 'E_DATE' | 'E_REGION';

/**
 * Makes the number of a new case.
 * @param area six-digit area code
 * @param random8 eight random digits, from a source that cannot be predicted
 * @throws RangeError if one of them has another form
 */
export function makeCaseNumber(area: string, filedOn: CivilDate, random8: string): CaseNumber {
  if (!/^\d{6}$/.test(area)) throw new RangeError(`not an area code: ${area}`);
  if (!/^\d{8}$/.test(random8)) throw new RangeError('not eight random digits');
  const body = `${area}${filedOn.replaceAll('-', '')}${random8}`;
  return CaseNumber.parse(`${body}${checkDigit(body)}`);
}

/**
 * Reads a number as people type it or read it out, with spaces, hyphens or full-width digits.
 * @param isArea if given, an area that it does not know is E_REGION
 */
export function parseCaseNumber(raw: string, isArea?: IsArea): Result<CaseNumberParts, CaseNumberFault> {
  const text = cleanIdInput(raw).value;
  if (text.length !== LENGTH) return fail('E_LEN');
  if (!/^\d+$/.test(text)) return fail('E_CHAR');
  if (checkDigit(text.slice(0, -1)) !== text.at(-1)) return fail('E_CHECK');
  const filedOn = CivilDate.safeParse(dateWithin(text));
  if (!filedOn.success) return fail('E_DATE');
  const area = text.slice(0, 6);
  if (isArea !== undefined && !isArea(area)) return fail('E_REGION');
  return ok({ number: CaseNumber.parse(text), area, filedOn: filedOn.data });
}

/** The number in groups of four, so that it can be read out on the phone. */
export function printCaseNumber(number: string): string {
  return number.replace(/\d{4}(?=\d)/g, '$& ');
}

/** The check digit over any number of digits: ISO 7064 MOD 11,10. */
export function checkDigit(digits: string): string {
  let product = 10;
  for (const digit of digits) product = (2 * ((product + Number(digit)) % 10 || 10)) % 11;
  return String((11 - product) % 10);
}

function dateWithin(text: string): string {
  return `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
}
