import type { DatabaseSync } from 'node:sqlite';
import type { City } from '../city/city.ts';
import { addDays } from '../city/dates.ts';
import type { CauseClass, Person } from '../city/person.ts';
import { FIRST_BIRTH_YEAR } from '../city/truth.ts';

/**
 * T_SWZM_ZZ 死亡医学证明（纸质，2026-06-30以前）: ZMBH 证明编号, SFZH 身份证号 as it was typed, SFZH_QX the same cleaned, SWSJ 死亡时间
 * in whatever form it was typed, SWFL 死亡分类. T_JMSWZM 居民死亡医学证明 (国卫规划发〔2026〕5号): its number is the identity number.
 * T_CSYXZM 出生医学证明: child, mother, father. LRSJ 录入时间: nobody can see a row before it.
 * The cause of death is in no table: the survey of causes is kept elsewhere.
 */
export const HEALTH_SCHEMA = `
  CREATE TABLE T_SWZM_ZZ (
    ZMBH TEXT PRIMARY KEY, XM TEXT, SFZH TEXT, SFZH_QX TEXT, SWSJ TEXT, SWFL TEXT, QFJG TEXT, LRSJ TEXT);
  CREATE INDEX I_SWZM_QX ON T_SWZM_ZZ (SFZH_QX);
  CREATE TABLE T_JMSWZM (ZMBH TEXT PRIMARY KEY, XM TEXT, SWSJ TEXT, SWFL TEXT, QFJG TEXT, LRSJ TEXT);
  CREATE TABLE T_CSYXZM (
    CSZH TEXT PRIMARY KEY, XSEXM TEXT, XSESFZH TEXT, CSSJ TEXT, MQXM TEXT, MQSFZH TEXT, FQXM TEXT, FQSFZH TEXT);
  CREATE INDEX I_CSYXZM_XSE ON T_CSYXZM (XSESFZH);
`;

const CAUSE_CODES = { NORMAL: '1', NON_NORMAL: '2', DECLARED: '3' } as const satisfies Record<
  CauseClass,
  string
>;

/** Reads back the code of a class of death; undefined for codes that the department never issued. */
export function causeClassOf(code: string): CauseClass | undefined {
  if (code === CAUSE_CODES.NORMAL) return 'NORMAL';
  if (code === CAUSE_CODES.NON_NORMAL) return 'NON_NORMAL';
  return code === CAUSE_CODES.DECLARED ? 'DECLARED' : undefined;
}

export function fillHealth(database: DatabaseSync, city: City): void {
  for (const [index, person] of city.people.entries()) {
    const { death } = person;
    if (death?.certificate?.generation === 'national') {
      const { issuedOn, issuer } = death.certificate;
      certifyDeath(database, {
        person,
        date: death.date,
        cause: death.cause,
        issuer,
        enteredAt: `${issuedOn}T08:00:00.000Z`,
      });
    } else if (death?.certificate) {
      insertPaper(database, person, index);
    }
    if (Number(person.birth.slice(0, 4)) >= FIRST_BIRTH_YEAR && city.isRegistered(person))
      insertBirth(database, city, person, index);
  }
}

type Certificate = {
  person: Pick<Person, 'idNumber' | 'name' | 'heldNames'>;
  date: string;
  cause: CauseClass;
  issuer: string;
  enteredAt: string;
};

/** Issues a certificate of the national form, which counts from `enteredAt` (ISO instant) on. */
export function certifyDeath(database: DatabaseSync, certificate: Certificate): void {
  const { person, date, cause, issuer, enteredAt } = certificate;
  database
    .prepare('INSERT INTO T_JMSWZM VALUES (?, ?, ?, ?, ?, ?)')
    .run(
      person.idNumber,
      person.heldNames.health ?? person.name,
      `${date} 06:40:00`,
      CAUSE_CODES[cause],
      issuer,
      enteredAt,
    );
}

function insertPaper(database: DatabaseSync, person: Person, index: number): void {
  const { death } = person;
  if (!death?.certificate) return;
  const typed = person.quirks.includes('quoted-and-spaced') ? `'${person.idNumber}\u00A0` : person.idNumber;
  database
    .prepare('INSERT INTO T_SWZM_ZZ VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
      `9901${death.date.slice(0, 4)}${String(index).padStart(6, '0')}`,
      person.heldNames.health ?? person.name,
      typed,
      cleanNumber(typed),
      timeAsTyped(person, death.date),
      CAUSE_CODES[death.cause],
      death.certificate.issuer,
      `${death.certificate.issuedOn}T08:00:00.000Z`,
    );
}

/** Strips quotes, spaces of every kind, and invisible marks; nothing else is touched. */
function cleanNumber(typed: string): string {
  return typed.replace(/['"\s\u00A0\u200B\u3000\uFEFF]/gu, '').toUpperCase();
}

function timeAsTyped(person: Person, date: string): string {
  if (person.quirks.includes('serial-date'))
    return String(Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000) + 25569);
  if (person.quirks.includes('midnight-24')) return `${date} 24:00`;
  return `${date} 03:15`;
}

/**
 * The civil date in a time as it was typed. 24:00 closes the day that it names (GB/T 7408): that day is the date of death.
 * A whole number is a spreadsheet's day count in the 1900 system. Anything else is not a date.
 */
export function dateAsTyped(typed: string): string | undefined {
  if (/^\d{5}$/.test(typed)) return addDays('1899-12-30', Number(typed));
  return /^\d{4}-\d{2}-\d{2}(?= )/.exec(typed)?.[0];
}

function insertBirth(database: DatabaseSync, city: City, person: Person, index: number): void {
  const mother = person.mother ? city.get(person.mother) : undefined;
  const father = person.father ? city.get(person.father) : undefined;
  if (!mother && !father) return;
  database
    .prepare('INSERT INTO T_CSYXZM VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
      `Z${String(990_000_000 + index)}`,
      person.name,
      person.idNumber,
      `${person.birth} 10:20`,
      mother?.name ?? null,
      mother?.idNumber ?? null,
      father?.name ?? null,
      father?.idNumber ?? null,
    );
}
