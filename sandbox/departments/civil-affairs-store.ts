import type { DatabaseSync } from 'node:sqlite';
import type { City } from '../city/city.ts';
import { addDays } from '../city/dates.ts';
import type { Funeral } from '../city/funerals.ts';
import type { Person, Welfare } from '../city/person.ts';
import { narrowDigits } from './full-width.ts';
import { HOMES } from './funeral-homes.ts';
import { yuan } from './social-security-2009-store.ts';

/**
 * T_HHDJ 火化登记, with the national register's column names: ID_CARD as the home typed it, ID_CARD_QX the same cleaned, times in
 * each home's own form and without a zone, YTBH 遗体编号, BYG 殡仪馆, LRSJ 录入时间 (nobody can see a row before it).
 * T_FWD 服务单 by body number: ZT (1 有效, 9 作废), CKDH the cancelled sheet that it replaces, JMBZ 减免标志 (1 已当场减免).
 * T_FWMX 服务明细: XMDM by the home's own codes, SL 数量, JE 金额（元） as text. T_DBTK 低保特困: LX (DB, TK), KSNY and JSNY 起止年月,
 * JSNY 999912 while it runs, TFYY 停发原因.
 */
export const CIVIL_AFFAIRS_SCHEMA = `
  CREATE TABLE T_HHDJ (
    YTBH TEXT PRIMARY KEY, BYG TEXT, NAME TEXT, ID_CARD TEXT, ID_CARD_QX TEXT, SEX TEXT, ADDRESS TEXT, DEATH_TIME TEXT,
    CREMATION_TIME TEXT, LRSJ TEXT);
  CREATE INDEX I_HHDJ_QX ON T_HHDJ (ID_CARD_QX);
  CREATE TABLE T_FWD (
    DH TEXT PRIMARY KEY, YTBH TEXT, ZT TEXT, CKDH TEXT, JMBZ TEXT, HJ TEXT, KDSJ TEXT, LRSJ TEXT);
  CREATE INDEX I_FWD_YTBH ON T_FWD (YTBH);
  CREATE TABLE T_FWMX (DH TEXT, XMDM TEXT, SL TEXT, JE TEXT);
  CREATE INDEX I_FWMX_DH ON T_FWMX (DH);
  CREATE TABLE T_DBTK (
    BH INTEGER PRIMARY KEY, XM TEXT, SFZH TEXT, LX TEXT, KSNY TEXT, JSNY TEXT, TFYY TEXT);
  CREATE INDEX I_DBTK_SFZH ON T_DBTK (SFZH);
`;

const WELFARE = { ALLOWANCE: 'DB', HARDSHIP: 'TK' } as const satisfies Record<Welfare['kind'], string>;
const ENDED = { death: '死亡', income: '收入超标' } as const;
const RUNNING = '999912';

export function fillCivilAffairs(database: DatabaseSync, city: City): void {
  for (const person of city.people) {
    if (person.death?.funeral) {
      const { date, funeral } = person.death;
      const days = HOMES[funeral.home].local ? 0 : 5;
      const address = city.householdOf(person).address;
      registerFuneral(database, {
        person,
        deathDate: date,
        address,
        funeral,
        enteredAt: `${addDays(funeral.crematedOn, days)}T10:00:00.000Z`,
      });
    }
    if (person.welfare) insertWelfare(database, person, person.welfare);
  }
}

type FuneralEntry = {
  person: Pick<Person, 'name' | 'idNumber' | 'sex' | 'heldNames'>;
  deathDate: string;
  address: string;
  funeral: Funeral;
  enteredAt: string;
};

/** Registers a cremation and the home's sheet; both can be seen from `enteredAt` (ISO instant) on. */
export function registerFuneral(database: DatabaseSync, entry: FuneralEntry): void {
  const { person, deathDate, address, funeral, enteredAt } = entry;
  const home = HOMES[funeral.home];
  const bodies = Number(database.prepare('SELECT max(rowid) AS n FROM T_HHDJ').get()?.n ?? 0);
  const body = `${home.code}${String(bodies + 1).padStart(6, '0')}`;
  const typed = home.number(bodies % 2 === 0 ? person.idNumber : person.idNumber.toLowerCase());
  database
    .prepare('INSERT INTO T_HHDJ VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
      body,
      home.code,
      person.heldNames['civil-affairs'] ?? person.name,
      typed,
      narrowDigits(typed).toUpperCase(),
      person.sex === 'male' ? '男' : '女',
      address,
      home.time(deathDate, '03:15'),
      home.time(funeral.crematedOn, '09:40'),
      enteredAt,
    );
  insertSheets(database, body, entry);
}

/** The sheet; before it the one that it replaced, or another that nobody cancelled. */
function insertSheets(database: DatabaseSync, body: string, { funeral, enteredAt }: FuneralEntry): void {
  if (funeral.sheet === 'missing') return;
  const before = { body, number: `${body}-1`, enteredAt };
  if (funeral.sheet !== 'once') {
    const lines = funeral.lines.map((line) => ({ ...line, fen: line.fen + 2_000 }));
    const state = funeral.sheet === 'reissued' ? '9' : '1';
    insertSheet(database, { ...before, funeral: { ...funeral, lines }, state, replaces: null });
  }
  const replaces = funeral.sheet === 'reissued' ? before.number : null;
  insertSheet(database, { ...before, number: `${body}-2`, funeral, state: '1', replaces });
}

type SheetEntry = {
  body: string;
  number: string;
  funeral: Funeral;
  enteredAt: string;
  state: '1' | '9';
  replaces: string | null;
};

function insertSheet(database: DatabaseSync, sheet: SheetEntry): void {
  const { body, number, funeral, enteredAt, state, replaces } = sheet;
  const home = HOMES[funeral.home];
  const flowers = 12_800;
  const total = funeral.lines.reduce((sum, line) => sum + line.fen, flowers);
  database
    .prepare('INSERT INTO T_FWD VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
      number,
      body,
      state,
      replaces,
      funeral.nettedOff ? '1' : '0',
      home.number(yuan(total)),
      home.time(funeral.crematedOn, '10:05'),
      enteredAt,
    );
  const insert = database.prepare('INSERT INTO T_FWMX VALUES (?, ?, ?, ?)');
  const row = (code: string, quantity: number, fen: number) =>
    insert.run(number, code, home.number(String(quantity)), home.number(yuan(fen)));
  for (const { item, quantity, fen } of funeral.lines) row(home.codes[item], quantity, fen);
  row(home.extra, 1, flowers);
}

function insertWelfare(database: DatabaseSync, person: Person, welfare: Welfare): void {
  database
    .prepare('INSERT INTO T_DBTK (XM, SFZH, LX, KSNY, JSNY, TFYY) VALUES (?, ?, ?, ?, ?, ?)')
    .run(
      person.heldNames['civil-affairs'] ?? person.name,
      person.idNumber,
      WELFARE[welfare.kind],
      welfare.from.replace('-', ''),
      welfare.ended?.month.replace('-', '') ?? RUNNING,
      welfare.ended ? ENDED[welfare.ended.because] : null,
    );
}
