import type { DatabaseSync } from 'node:sqlite';
import type { City } from '../city/city.ts';
import { addDays } from '../city/dates.ts';
import { identityNumber } from '../city/numbers.ts';
import type { Person } from '../city/person.ts';

/**
 * T_CZRK 常住人口: GMSFHM 公民身份号码, XM 姓名, CYM 曾用名, XB 性别 (GB/T 2261.1), MZ 民族, CSRQ 出生日期 yyyymmdd, HH 户号,
 * YHZGX 与户主关系, HJDZ 户籍地址, XZQH 行政区划, RYZT 人员状态, LXDH 联系电话 with the time of its last refresh.
 * T_HKZX 户口注销: ZXYY 注销原因, SWRQ 死亡日期, LRSJ 录入时间 (nobody can see a row before it).
 * T_QCDJ 迁出登记: QCRQ 迁出日期, QWDQ 迁往地区; who moved out stays in T_CZRK with RYZT 2.
 * T_CFHM 重错号更正: JHM 旧号码, XHM 新号码.
 */
export const PUBLIC_SECURITY_SCHEMA = `
  CREATE TABLE T_CZRK (
    RYBH INTEGER PRIMARY KEY, GMSFHM TEXT, XM TEXT, CYM TEXT, XB TEXT, MZ TEXT, CSRQ TEXT, HH TEXT, YHZGX TEXT,
    HJDZ TEXT, XZQH TEXT, RYZT TEXT, LXDH TEXT, LXDH_GXRQ TEXT);
  CREATE INDEX I_CZRK_GMSFHM ON T_CZRK (GMSFHM);
  CREATE INDEX I_CZRK_HH ON T_CZRK (HH);
  CREATE TABLE T_HKZX (GMSFHM TEXT, ZXYY TEXT, SWRQ TEXT, ZXRQ TEXT, LRSJ TEXT);
  CREATE INDEX I_HKZX_GMSFHM ON T_HKZX (GMSFHM);
  CREATE TABLE T_QCDJ (GMSFHM TEXT PRIMARY KEY, QCRQ TEXT, QWDQ TEXT);
  CREATE TABLE T_CFHM (JHM TEXT PRIMARY KEY, XHM TEXT);
`;

export function fillPublicSecurity(database: DatabaseSync, city: City): void {
  for (const [index, person] of city.people.entries()) {
    if (!city.isRegistered(person)) continue;
    insertPerson(database, city, person, index);
    if (person.quirks.includes('one-number-two-people')) {
      insertPerson(database, city, { ...person, name: `${person.name.slice(0, 1)}立新` }, index);
    }
    if (person.quirks.includes('one-person-two-numbers')) {
      const before = identityNumber(
        person.idNumber.slice(0, 6),
        person.birth,
        989 + Number(person.sex === 'female'),
      );
      database.prepare('INSERT INTO T_CFHM VALUES (?, ?)').run(before, person.idNumber);
    }
    if (person.movedOut) {
      const { on, to } = person.movedOut;
      database
        .prepare('INSERT INTO T_QCDJ VALUES (?, ?, ?)')
        .run(person.idNumber, on.replaceAll('-', ''), to);
    }
    const cancelled = person.death?.cancelled;
    if (cancelled) cancelRegistration(database, person.idNumber, cancelled.deathDate, startOf(cancelled.on));
  }
}

/** Cancels a household registration because of death. @param enteredAt ISO instant from which the row can be seen */
export function cancelRegistration(
  database: DatabaseSync,
  idNumber: string,
  deathDate: string,
  enteredAt: string,
): void {
  database
    .prepare("INSERT INTO T_HKZX VALUES (?, '死亡', ?, ?, ?)")
    .run(idNumber, deathDate.replaceAll('-', ''), enteredAt.slice(0, 10).replaceAll('-', ''), enteredAt);
}

function startOf(date: string): string {
  return `${addDays(date, -1)}T16:00:00.000Z`;
}

function insertPerson(database: DatabaseSync, city: City, person: Person, index: number): void {
  const home = city.householdOf(person);
  const recordedSex = person.quirks.includes('sex-disagrees') === (person.sex === 'male') ? '2' : '1';
  database
    .prepare(
      `INSERT INTO T_CZRK (GMSFHM, XM, CYM, XB, MZ, CSRQ, HH, YHZGX, HJDZ, XZQH, RYZT, LXDH, LXDH_GXRQ)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      person.idNumber,
      person.name,
      person.formerName,
      recordedSex,
      person.ethnicity,
      person.birth.replaceAll('-', ''),
      home.number,
      person.relation,
      home.address,
      home.town,
      person.movedOut ? '2' : '0',
      index % 3 === 0 ? `129${String(index).padStart(8, '0')}` : null,
      '20140630',
    );
}
