import { z } from 'zod';
import { CivilDate } from './dates.ts';
import type { IsArea } from './identifiers.ts';
import { fail, ok, type Result } from './result.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';
const LENGTH = 18;
const OLD_LENGTH = 15;
/** In numbers of 15 digits these order codes were kept for people born before 1900. */
const CENTENARIAN_ORDER = 996;

/** 公民身份号码 of 18 characters, check character right (GB 11643-1999). Whether its area and date can be is `parseCitizenId`'s. */
export const CitizenId = z
  .string()
  .regex(/^\d{17}[\dX]$/, { abort: true })
  .refine((text) => citizenIdCheck(text) === text.at(-1), 'wrong check character')
  .brand<'CitizenId'>();
export type CitizenId = z.infer<typeof CitizenId>;

/** What a number says about its holder; old registers may know better, so a difference is a warning, not an error. */
export type CitizenIdParts = {
  id: CitizenId;
  /** Area of first registration. It never changes, may be abolished, and need not be the present household's. */
  area: string;
  birthDate: CivilDate;
  sex: 'male' | 'female';
};

export type CitizenIdFault = 'E_LEN' | 'E_CHAR' | 'E_CHECK' | 'E_REGION' | 'E_DATE' | 'E_FUTURE' | 'E_SEQ';

/** What the reader must be told: the areas that are and were, and the civil date of the day. */
export type CitizenIdContext = { isArea: IsArea; today: CivilDate };

/**
 * Reads a cleaned number of 18 characters (GB 11643-1999). The check character is tried before area, date and
 * order, because a mistyped digit says nothing about the field that it happens to fall into.
 */
export function parseCitizenId(
  text: string,
  context: CitizenIdContext,
): Result<CitizenIdParts, CitizenIdFault> {
  if (text.length !== LENGTH) return fail('E_LEN');
  if (!/^\d{17}[\dX]$/.test(text)) return fail('E_CHAR');
  const id = CitizenId.safeParse(text);
  if (!id.success) return fail('E_CHECK');

  const area = text.slice(0, 6);
  if (!context.isArea(area)) return fail('E_REGION');
  const birthDate = CivilDate.safeParse(`${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`);
  if (!birthDate.success) return fail('E_DATE');
  if (birthDate.data > context.today) return fail('E_FUTURE');
  const order = Number(text.slice(14, 17));
  if (order === 0) return fail('E_SEQ');
  return ok({ id: id.data, area, birthDate: birthDate.data, sex: order % 2 === 1 ? 'male' : 'female' });
}

/**
 * Converts a number of 15 digits, as it stands in registers from before 2013: the century is 19, or 18 if the
 * order code is 996 to 999, and the check character is computed.
 * @returns the 18-character number's parts; E_FORMAT15 if it is not 15 digits, else what the converted number lacks
 */
export function upgradeCitizenId15(
  text: string,
  context: CitizenIdContext,
): Result<CitizenIdParts, CitizenIdFault | 'E_FORMAT15'> {
  if (!/^\d{15}$/.test(text)) return fail('E_FORMAT15');
  const century = Number(text.slice(OLD_LENGTH - 3)) >= CENTENARIAN_ORDER ? '18' : '19';
  const body = `${text.slice(0, 6)}${century}${text.slice(6)}`;
  return parseCitizenId(`${body}${citizenIdCheck(body)}`, context);
}

/**
 * The number of 15 digits under which an old register may know the holder, to search by both; undefined where
 * there never was one (births from 2000, and those before 1900 without an order code of 996 to 999).
 */
export function findCitizenId15(id: CitizenId): string | undefined {
  const short = `${id.slice(0, 6)}${id.slice(8, 17)}`;
  const century = Number(id.slice(14, 17)) >= CENTENARIAN_ORDER ? '18' : '19';
  return id.slice(6, 8) === century ? short : undefined;
}

/** The check character over the first 17 digits: ISO 7064 MOD 11-2. */
export function citizenIdCheck(text: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return CHECK_CHARACTERS.charAt(sum % CHECK_CHARACTERS.length);
}
