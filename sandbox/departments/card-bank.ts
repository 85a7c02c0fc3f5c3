import type { DatabaseSync } from 'node:sqlite';
import type { City } from '../city/city.ts';
import {
  type Ask,
  ambiguous,
  confirmed,
  contradicted,
  type Department,
  type Found,
  noRecord,
  text,
} from './department.ts';
import { matchByName } from './match.ts';

/** 安澜农商银行: whose account is it? KH 客户, ZH 账户; ZJHM 证件号码 as it was typed, ZT 状态 (1 正常, 2 销户). */
export const cardBank: Department = {
  id: 'card-bank',
  name: '安澜农商银行账户核验系统',
  evidence: { 'E-BNK': { subjects: 1, fields: ['belongs'], given: ['account'] } },
  schema: `
    CREATE TABLE KH (KHH INTEGER PRIMARY KEY, ZJHM TEXT, HM TEXT);
    CREATE TABLE ZH (ZH TEXT PRIMARY KEY, KHH INTEGER NOT NULL, ZT TEXT NOT NULL);
  `,
  fill,
  answer: accountHolder,
};

function fill(database: DatabaseSync, city: City): void {
  for (const [index, person] of city.people.entries()) {
    if (!person.card) continue;
    const typed = person.quirks.includes('lower-case-x') ? person.idNumber.toLowerCase() : person.idNumber;
    database
      .prepare('INSERT INTO KH VALUES (?, ?, ?)')
      .run(index + 1, typed, person.heldNames['card-bank'] ?? person.name);
    database.prepare('INSERT INTO ZH VALUES (?, ?, ?)').run(person.card, index + 1, '1');
  }
}

/** The number settles whether the account is the person's; a name written otherwise leaves it open. */
function accountHolder(database: DatabaseSync, ask: Ask, now: Date): Found {
  const [asked] = ask.subjects;
  const provenance = { source: cardBank.name, asOf: now.toISOString(), keyUsed: 'account' } as const;
  const row = database
    .prepare("SELECT KH.ZJHM, KH.HM FROM ZH JOIN KH USING (KHH) WHERE ZH.ZH = ? AND ZT = '1'")
    .get(ask.given.account ?? '');
  if (!asked || !row) return noRecord(provenance);
  if (text(row, 'ZJHM').toUpperCase() !== asked.idNumber)
    return contradicted(ask, { belongs: false }, provenance);
  const match = matchByName(asked.name, [row], (holder) => text(holder, 'HM'));
  if (match.kind === 'one') return confirmed(ask, { belongs: true }, provenance);
  if (match.kind === 'unsure') return ambiguous(match.candidates, match.reason, provenance);
  return contradicted(ask, { belongs: false }, provenance);
}
