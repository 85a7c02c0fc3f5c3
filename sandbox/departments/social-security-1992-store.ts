import type { DatabaseSync } from 'node:sqlite';
import type { City } from '../city/city.ts';
import { oldNumber } from '../city/numbers.ts';
import type { Insurance, Person } from '../city/person.ts';
import { narrowDigits, wideDigits } from './full-width.ts';
import { encodeGbk } from './gb18030.ts';

/**
 * DWJF 单位缴费台账, loaded once in 2010 from the files of a dBASE system: BH 编号 (the 15-digit number as it was typed), XM 姓名
 * in GBK bytes of fixed width, XB 性别 by three lists of codes, CSRQ 出生日期 as written, JFNX 缴费年限 "33.4" with NXDW its unit
 * (NY: years and months; empty: nobody knows), STNX 视同年限, CFYF months from 2009 on, BRJF and CFJF 本人缴费（元） as text.
 * BH_QX is BH cleaned for look-up, or empty with the reason in QXYY; the typed value stays.
 */
export const SOCIAL_SECURITY_1992_SCHEMA = `
  CREATE TABLE DWJF (
    LSH INTEGER PRIMARY KEY, BH TEXT, BH_QX TEXT, QXYY TEXT, XM BLOB, XB TEXT, CSRQ TEXT, JFNX TEXT, NXDW TEXT,
    STNX TEXT, CFYF TEXT, BRJF TEXT, CFJF TEXT);
  CREATE INDEX I_DWJF_QX ON DWJF (BH_QX);
`;

/** Width of the name in the dBASE file. */
const NAME_BYTES = 20;
const CUT_BYTES = 5;

export function fillSocialSecurity1992(database: DatabaseSync, city: City): void {
  const insert = database.prepare(
    `INSERT INTO DWJF (BH, BH_QX, QXYY, XM, XB, CSRQ, JFNX, NXDW, STNX, CFYF, BRJF, CFJF)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const [index, person] of city.people.entries()) {
    const known = person.insurance;
    if (!known || known.oldMonths === 0 || person.birth >= '2000') continue;
    const typed = numberAsTyped(person);
    const { cleaned, reason } = cleanNumber(typed);
    const unit = person.quirks.includes('unknown-unit') ? null : 'NY';
    insert.run(
      typed,
      cleaned,
      reason,
      nameBytes(person),
      sexAsTyped(person, index),
      birthAsTyped(person),
      yearsAndMonths(known.oldMonths + known.sharedMonths),
      unit,
      yearsAndMonths(known.deemedMonths),
      String(known.sharedMonths),
      moneyAsTyped(person, known),
      plainMoney(known.sharedPaidFen),
    );
  }
}

function numberAsTyped(person: Person): string {
  const old = oldNumber(person.idNumber);
  if (person.quirks.includes('eaten-by-spreadsheet')) return `${Number(old).toPrecision(6).toUpperCase()}`;
  if (person.quirks.includes('full-width')) return wideDigits(old);
  if (person.quirks.includes('look-alike')) return `${old.slice(0, 6)}${old.slice(6).replace('0', 'O')}`;
  return old;
}

/** Full-width digits have one reading. Letters among digits and rounded numbers do not: they are never guessed. */
export function cleanNumber(typed: string): { cleaned: string | null; reason: string | null } {
  const narrow = narrowDigits(typed);
  if (/^\d{15}$/.test(narrow)) return { cleaned: narrow, reason: narrow === typed ? null : 'full-width' };
  return { cleaned: null, reason: narrow.includes('E+') ? 'eaten-by-spreadsheet' : 'look-alike' };
}

function nameBytes(person: Person): Uint8Array {
  const name = person.heldNames['social-security-1992'] ?? person.name;
  if (person.quirks.includes('wrong-encoding'))
    return encodeGbk(new TextDecoder('gbk').decode(new TextEncoder().encode(name)));
  const bytes = encodeGbk(name);
  return bytes.slice(0, person.quirks.includes('cut-half-character') ? CUT_BYTES : NAME_BYTES);
}

/** Three generations of clerks, three code lists. */
function sexAsTyped(person: Person, index: number): string {
  const man = person.sex === 'male';
  if (index % 3 === 0) return man ? '男' : '女';
  return index % 3 === 1 ? (man ? 'M' : 'F') : man ? '1' : '0';
}

function birthAsTyped(person: Person): string {
  const [year = '', month = '', day = ''] = person.birth.split('-');
  if (person.quirks.includes('missing-date-part')) return `${year}-00-00`;
  if (person.quirks.includes('republic-year')) return `民国${Number(year) - 1911}年${Number(month)}月`;
  if (person.quirks.includes('two-digit-year')) return `${year.slice(2)}-${Number(month)}-${Number(day)}`;
  if (person.quirks.includes('lunar-date')) return lunarDate(person.birth);
  return `${year}${month}${day}`;
}

/** The lunar day written as if it were a solar one. Reckoned at noon in China, away from the edge of the day. */
export function lunarDate(date: string): string {
  const parts = new Intl.DateTimeFormat('en-u-ca-chinese', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
  }).formatToParts(new Date(`${date}T12:00:00+08:00`));
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('relatedYear')}${part('month').replace(/\D/g, '').padStart(2, '0')}${part('day').padStart(2, '0')}`;
}

function yearsAndMonths(months: number): string {
  return `${Math.floor(months / 12)}.${months % 12}`;
}

function moneyAsTyped(person: Person, known: Insurance): string {
  const fen = known.oldPaidFen + known.sharedPaidFen;
  if (person.quirks.includes('text-for-number')) return '无';
  const [whole = '', fraction = ''] = plainMoney(fen).split('.');
  return `￥${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
}

function plainMoney(fen: number): string {
  return (fen / 100).toFixed(2);
}
