import type { DatabaseSync } from 'node:sqlite';
import { oldNumber } from '../city/numbers.ts';
import { likeness } from '../city/spelling.ts';
import { type Ask, ambiguous, confirmed, type Department, type Found, noRecord, text } from './department.ts';
import { fillMarriageRegistry, MARRIAGE_REGISTRY_SCHEMA } from './marriage-registry-store.ts';

type Row = Record<string, unknown>;
type Asked = { name: string; idNumber: string };

/** 全国婚姻登记信息库, asked through the province. Its gate counts: beyond the day's number nobody gets an answer. */
export const marriageRegistry: Department = {
  id: 'marriage-registry',
  name: '全国婚姻登记信息库（江岚省民政厅接口）',
  evidence: { 'E-MAR': { subjects: 2, fields: ['state'] } },
  countsCalls: true,
  schema: MARRIAGE_REGISTRY_SCHEMA,
  fill: fillMarriageRegistry,
  answer: stateOfMarriage,
};

const STATES: Readonly<Record<string, string>> = { IA: 'MARRIED', IB: 'DIVORCED', ID: 'ANNULLED' };

function provenance(now: Date, keyUsed: 'id18' | 'id15' | null) {
  return { source: marriageRegistry.name, asOf: now.toISOString(), keyUsed };
}

/**
 * The last of marriage, divorce and annulment between the two; certificates issued anew change nothing. A later marriage of
 * either with somebody else means that something in between was never entered, a divorce by a court for one: then nobody here
 * says that the first still holds.
 */
function stateOfMarriage(database: DatabaseSync, ask: Ask, now: Date): Found {
  const [first, second] = ask.subjects;
  if (!first || !second) return noRecord(provenance(now, null));
  const entries = [...entriesOf(database, first, second), ...entriesOf(database, second, first)];
  const certain = entries.filter(({ likely }) => likely === 'same').map(({ row }) => row);
  const similar = entries.filter(({ likely }) => likely === 'similar');
  const from = provenance(now, 'id18');
  if (similar.length > 0) return ambiguous(similar.length, '号码一致，姓名写法不同', from);
  const day = certain.map(dayOf).sort().at(-1);
  const last = certain.filter((row) => dayOf(row) === day);
  const states = new Set(last.map((row) => STATES[text(row, 'op_type')] ?? ''));
  const [state] = states;
  if (day === undefined || state === undefined) return noRecord(provenance(now, null));
  if (states.size > 1) return ambiguous(last.length, '同一天有不同的登记', from);
  if (state === 'MARRIED' && marriedOtherwise(database, [first, second], day)) {
    return ambiguous(2, '其后有与他人的结婚登记', from);
  }
  return confirmed(ask, { state }, provenance(now, last.some(isUnderOldNumber) ? 'id15' : 'id18'));
}

type Entry = { row: Row; likely: 'same' | 'similar' };

/** What was entered between this man and this woman, the names at least alike. */
function entriesOf(database: DatabaseSync, man: Asked, woman: Asked): Entry[] {
  const rows = database
    .prepare(
      `SELECT * FROM hydj WHERE cert_num_man IN (?, ?) AND cert_num_woman IN (?, ?) AND op_type IN ('IA', 'IB', 'ID')`,
    )
    .all(...numbersOf(man), ...numbersOf(woman));
  return rows.flatMap((row): Entry[] => {
    const both = [likeness(man.name, text(row, 'name_man')), likeness(woman.name, text(row, 'name_woman'))];
    if (both.includes('different')) return [];
    return [{ row, likely: both.includes('similar') ? 'similar' : 'same' }];
  });
}

/** Whether either was entered as married to somebody else after this day. */
function marriedOtherwise(database: DatabaseSync, couple: readonly Asked[], day: string): boolean {
  const numbers = couple.flatMap(numbersOf);
  const [a, b, c, d] = numbers;
  return database
    .prepare(
      `SELECT * FROM hydj WHERE op_type = 'IA' AND (cert_num_man IN (?, ?, ?, ?) OR cert_num_woman IN (?, ?, ?, ?))`,
    )
    .all(...[a, b, c, d, a, b, c, d].map((number) => number ?? ''))
    .some((row) => {
      const within =
        numbers.includes(text(row, 'cert_num_man')) && numbers.includes(text(row, 'cert_num_woman'));
      return !within && dayOf(row) > day;
    });
}

/** The number asked and, for people born before 2000, the 15-digit one that it replaced; always two, to be bound. */
function numbersOf({ idNumber }: Asked): [string, string] {
  const had = idNumber.length === 18 && idNumber.slice(6, 8) === '19';
  return [idNumber, had ? oldNumber(idNumber) : idNumber];
}

function isUnderOldNumber(row: Row): boolean {
  return text(row, 'cert_num_man').length === 15 || text(row, 'cert_num_woman').length === 15;
}

/** yyyymmdd of an entry, whichever way its time wrote it. */
function dayOf(row: Row): string {
  return text(row, 'op_date').replace(/\D/g, '').slice(0, 8);
}
