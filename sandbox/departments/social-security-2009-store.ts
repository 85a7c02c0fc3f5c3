import type { DatabaseSync } from 'node:sqlite';
import type { City } from '../city/city.ts';
import { addDays } from '../city/dates.ts';
import type { InjuryState, Insurance, Person } from '../city/person.ts';

/**
 * Tables and columns as social-security systems of the time name them. AC01 个人基本信息: AAC001 个人编号, AAC002 公民身份号码,
 * AAC003 姓名. AC02 参保信息: AAE140 险种 (110 企业职工, 120 机关事业, 170 城乡居民), AAC008 参保状态, AAE041 and AAE042 起止年月,
 * SJYF 实际月数, STYF 视同月数, BRJF 本人缴费（元）, LHJY 灵活就业, ZRBZ 老系统转入标志, SJSJ source time, RKSJ load time.
 * AC50 个人账户: ZHBJ 本金 and ZHLX 利息（元）, JZNY 结息截止年月, one row for every settlement of interest, the last counts.
 * AC60 待遇发放: AAE210 起领年月, JE 月待遇（元）, TFNY 停发年月 with LRSJ, from which it counts. AC61 遗属待遇. LC31 工伤认定.
 */
export const SOCIAL_SECURITY_2009_SCHEMA = `
  CREATE TABLE AC01 (AAC001 INTEGER PRIMARY KEY, AAC002 TEXT, AAC003 TEXT, AAC004 TEXT, AAC006 TEXT);
  CREATE INDEX I_AC01_AAC002 ON AC01 (AAC002);
  CREATE TABLE AC02 (
    AAC001 INTEGER, AAE140 TEXT, AAC008 TEXT, AAE041 TEXT, AAE042 TEXT, SJYF INTEGER, STYF INTEGER, BRJF TEXT,
    LHJY TEXT, ZRBZ TEXT, SJSJ TEXT, RKSJ TEXT);
  CREATE INDEX I_AC02_AAC001 ON AC02 (AAC001);
  CREATE TABLE AC50 (AAC001 INTEGER, ZHBJ TEXT, ZHLX TEXT, JZNY TEXT);
  CREATE INDEX I_AC50_AAC001 ON AC50 (AAC001);
  CREATE TABLE AC60 (AAC001 INTEGER PRIMARY KEY, AAE210 TEXT, JE TEXT, TFNY TEXT, LRSJ TEXT);
  CREATE TABLE AC61 (AAC001 INTEGER, JJLX TEXT, SZJE TEXT, FXJE TEXT, FFRQ TEXT);
  CREATE INDEX I_AC61_AAC001 ON AC61 (AAC001);
  CREATE TABLE LC31 (AAC001 INTEGER, RDJL TEXT, LRSJ TEXT);
  CREATE INDEX I_LC31_AAC001 ON LC31 (AAC001);
`;

export const SCHEMES = { EMPLOYEE: '110', INSTITUTION: '120', RESIDENT: '170' } as const satisfies Record<
  Insurance['scheme'],
  string
>;
export const STATES = { ACTIVE: '1', SUSPENDED: '2', ENDED: '3', RETIRED: '4' } as const satisfies Record<
  Insurance['status'],
  string
>;
export const RECOGNITIONS = {
  NONE: '0',
  PENDING: '1',
  RECOGNISED: '2',
  DENIED: '3',
} as const satisfies Record<InjuryState, string>;

/** Whole fen as the system writes money: yuan with two decimals. */
export function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}

export function fillSocialSecurity2009(database: DatabaseSync, city: City): void {
  for (const [index, person] of city.people.entries()) {
    if (!person.insurance) continue;
    const number = 20_090_000 + index;
    database
      .prepare('INSERT INTO AC01 VALUES (?, ?, ?, ?, ?)')
      .run(
        number,
        person.idNumber,
        person.heldNames['social-security-2009'] ?? person.name,
        person.sex === 'male' ? '1' : '2',
        person.birth.replaceAll('-', ''),
      );
    insertInsurance(database, number, person, person.insurance);
    insertAccount(database, number, person.insurance);
    insertDeath(database, number, person);
  }
}

/** The old months count here only where they were taken over. */
function insertInsurance(database: DatabaseSync, number: number, person: Person, known: Insurance): void {
  const months = known.newMonths + (known.migrated ? known.oldMonths : 0);
  const paid = known.newPaidFen + (known.migrated ? known.oldPaidFen : 0);
  const end = person.quirks.includes('sentinel-date') ? '9999-12-31' : null;
  const insert = database.prepare('INSERT INTO AC02 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const row = (count: number, sourceTime: string, loadTime: string) =>
    insert.run(
      number,
      SCHEMES[known.scheme],
      STATES[known.status],
      '200901',
      end,
      count,
      known.deemedMonths,
      yuan(paid),
      known.flexible ? '1' : '0',
      known.migrated ? '1' : '0',
      sourceTime,
      loadTime,
    );
  row(months, '2026-11-18T22:00:00+08:00', '2026-11-19T02:00:00+08:00');
  if (person.quirks.includes('loaded-twice')) {
    row(Math.max(0, months - 14), '2025-09-18T22:00:00+08:00', '2026-11-19T02:40:00+08:00');
  }
  if (known.pension) {
    database
      .prepare('INSERT INTO AC60 VALUES (?, ?, ?, NULL, NULL)')
      .run(number, compact(known.pension.from), yuan(known.pension.monthlyFen));
  }
}

/** Two settlements: the one of last year without this year's interest, and the last. */
function insertAccount(database: DatabaseSync, number: number, { balanceFen }: Insurance): void {
  if (balanceFen === null) return;
  const interest = Math.floor(balanceFen / 10);
  const insert = database.prepare('INSERT INTO AC50 VALUES (?, ?, ?, ?)');
  insert.run(number, yuan(balanceFen - interest), yuan(interest), '202610');
  insert.run(number, yuan(balanceFen - interest), yuan(Math.floor(interest / 2)), '202512');
}

function insertDeath(database: DatabaseSync, number: number, person: Person): void {
  const { death, insurance } = person;
  if (!death) return;
  if (insurance?.pension && !person.quirks.includes('status-drift')) {
    database
      .prepare('UPDATE AC60 SET TFNY = ?, LRSJ = ? WHERE AAC001 = ?')
      .run(compact(insurance.pension.paidThrough), `${addDays(death.date, 1)}T01:00:00.000Z`, number);
  }
  const paid = death.survivorsPaid;
  if (paid) {
    database
      .prepare('INSERT INTO AC61 VALUES (?, ?, ?, ?, ?)')
      .run(number, paid.fund, yuan(paid.funeralFen), yuan(paid.gratuityFen), paid.on);
  }
  if (death.injury !== 'NONE')
    recogniseInjury(database, person.idNumber, death.injury, `${addDays(death.date, 20)}T01:00:00.000Z`);
}

/** Stops a pension after `lastMonth` (`YYYY-MM`); the stop can be seen from `enteredAt` (ISO instant) on. */
export function stopPension(
  database: DatabaseSync,
  idNumber: string,
  lastMonth: string,
  enteredAt: string,
): void {
  database
    .prepare('UPDATE AC60 SET TFNY = ?, LRSJ = ? WHERE AAC001 IN (SELECT AAC001 FROM AC01 WHERE AAC002 = ?)')
    .run(compact(lastMonth), enteredAt, idNumber);
}

/** Enters a finding on work injury, visible from `enteredAt` (ISO instant) on. */
export function recogniseInjury(
  database: DatabaseSync,
  idNumber: string,
  state: InjuryState,
  enteredAt: string,
): void {
  database
    .prepare('INSERT INTO LC31 SELECT AAC001, ?, ? FROM AC01 WHERE AAC002 = ?')
    .run(RECOGNITIONS[state], enteredAt, idNumber);
}

function compact(month: string): string {
  return month.replace('-', '');
}
