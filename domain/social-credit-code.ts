import { z } from 'zod';
import { CREDIT_CODE_ALPHABET, type IsArea } from './identifiers.ts';
import { fail, type Result } from './result.ts';

const LENGTH = 18;
const MODULUS = CREDIT_CODE_ALPHABET.length;
/** 3^(i-1) mod 31 (GB 32100-2015). */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
/** GB 11714-1997, for the organisation code within. */
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The class codes by registering department; a department whose classes are not listed may use any digit but 0. */
const CLASSES: Readonly<Record<string, string>> = {
  1: '1239', // 机构编制: 机关, 事业单位, 群众团体, 其他
  2: '123456789', // 外交
  3: '123456789', // 司法行政
  4: '123456789', // 文化
  5: '1239', // 民政: 社会团体, 民办非企业单位, 基金会, 其他
  6: '123456789', // 旅游
  7: '123456789', // 宗教
  8: '123456789', // 工会
  9: '123', // 市场监管: 企业, 个体工商户, 农民专业合作社
  A: '123456789', // 中央军委
  N: '1239', // 农业农村: 组级, 村级, 乡镇级集体经济组织, 其他
  Y: '123456789', // 其他
};

/** 统一社会信用代码 of 18 characters with the right check character (GB 32100-2015). */
export const SocialCreditCode = z
  .string()
  .regex(new RegExp(`^[${CREDIT_CODE_ALPHABET}]{${LENGTH}}$`), { abort: true })
  .refine((text) => socialCreditCheck(text) === text.at(-1), 'wrong check character')
  .brand<'SocialCreditCode'>();
export type SocialCreditCode = z.infer<typeof SocialCreditCode>;

export type SocialCreditParts = { code: SocialCreditCode; department: string; class: string; area: string };
export type SocialCreditFault = 'E_LEN' | 'E_CHAR' | 'E_CHECK' | 'E_DEPT_TYPE' | 'E_REGION';

/**
 * Reads a cleaned code. A wrong check character of the organisation code within (GB 11714) is only the warning
 * W_ORGCODE, because the outer check character, which covers the same places, is right.
 */
export function parseSocialCreditCode(
  text: string,
  { isArea }: { isArea: IsArea },
): Result<SocialCreditParts, SocialCreditFault, 'W_ORGCODE'> {
  if (text.length !== LENGTH) return fail('E_LEN');
  if ([...text].some((character) => !CREDIT_CODE_ALPHABET.includes(character))) return fail('E_CHAR');
  const code = SocialCreditCode.safeParse(text);
  if (!code.success) return fail('E_CHECK');

  const [department, unitClass] = [text.charAt(0), text.charAt(1)];
  if (CLASSES[department]?.includes(unitClass) !== true) return fail('E_DEPT_TYPE');
  const area = text.slice(2, 8);
  if (!isArea(area)) return fail('E_REGION');
  const organisation = text.slice(8, 17);
  const sound = organisationCheck(organisation) === organisation.at(-1);
  const value = { code: code.data, department, class: unitClass, area };
  return { ok: true, value, ...(sound ? {} : { warnings: ['W_ORGCODE'] }) };
}

/** The check character over the first 17 characters (GB 32100-2015, modulo 31). */
export function socialCreditCheck(text: string): string {
  const sum = WEIGHTS.reduce(
    (total, weight, i) => total + weight * CREDIT_CODE_ALPHABET.indexOf(text.charAt(i)),
    0,
  );
  return CREDIT_CODE_ALPHABET.charAt((MODULUS - (sum % MODULUS)) % MODULUS);
}

/** The check character over the eight places of an organisation code (GB 11714-1997, modulo 11). */
export function organisationCheck(text: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, i) => total + weight * ORGANISATION_ALPHABET.indexOf(text.charAt(i)),
    0,
  );
  return '0X987654321'.charAt(sum % 11);
}
