import type { DatabaseSync } from 'node:sqlite';
import { renumbered } from '../city/numbers.ts';
import { chinaDate, startOfDay } from '../clock.ts';
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
import { type Match, matchByName } from './match.ts';
import { fillPublicSecurity, PUBLIC_SECURITY_SCHEMA } from './public-security-store.ts';

type Row = Record<string, unknown>;

/** 市公安局: the household register. Loaded overnight, so its answers speak of the start of today. */
export const publicSecurity: Department = {
  id: 'public-security',
  name: '安澜市公安局人口信息系统',
  evidence: {
    'E-ID': { subjects: 1, fields: ['matches'] },
    'E-HH': { subjects: 2, fields: ['firstRelation', 'secondRelation'] },
    'E-HUK': { subjects: 1, fields: ['local'] },
    'E-HUK-CXL': { subjects: 1, fields: ['cancelledForDeath', 'deathDate'] },
  },
  schema: PUBLIC_SECURITY_SCHEMA,
  fill: fillPublicSecurity,
  answer(database, ask, now) {
    if (ask.evidence === 'E-HH') return householdRelations(database, ask, now);
    if (ask.evidence === 'E-HUK') return residence(database, ask, now);
    if (ask.evidence === 'E-HUK-CXL') return cancellation(database, ask, now);
    return identity(database, ask, now);
  },
};

type KeyUsed = 'id18' | 'id15';

function provenance(now: Date, keyUsed: KeyUsed | null, flags: ('deceased' | 'disputed')[] = []) {
  return { source: publicSecurity.name, asOf: startOfDay(chinaDate(now)), keyUsed, flags };
}

function keyOf(idNumber: string): KeyUsed {
  return idNumber.length === 15 ? 'id15' : 'id18';
}

function lookUp(database: DatabaseSync, asked: { name: string; idNumber: string }): Match<Row> {
  const number = keyOf(asked.idNumber) === 'id15' ? renumbered(asked.idNumber) : asked.idNumber;
  const rows = database.prepare('SELECT * FROM T_CZRK WHERE GMSFHM = ?').all(number);
  const linked = database.prepare('SELECT 1 FROM T_CFHM WHERE JHM = ?').get(number);
  if (linked) return { kind: 'unsure', candidates: rows.length + 1, reason: '该号码已换号' };
  const match = matchByName(asked.name, rows, (row) => text(row, 'XM'));
  const former = match.kind === 'none' && rows.some((row) => text(row, 'CYM') === asked.name);
  return former ? { kind: 'unsure', candidates: rows.length, reason: '与曾用名一致' } : match;
}

function cancelledForDeath(database: DatabaseSync, idNumber: string, now: Date): Row | undefined {
  return database
    .prepare("SELECT SWRQ FROM T_HKZX WHERE GMSFHM = ? AND ZXYY = '死亡' AND LRSJ <= ?")
    .get(idNumber, now.toISOString());
}

function identity(database: DatabaseSync, ask: Ask, now: Date): Found {
  const [asked] = ask.subjects;
  if (!asked) return noRecord(provenance(now, null));
  const match = lookUp(database, asked);
  if (match.kind === 'unsure')
    return ambiguous(match.candidates, match.reason, provenance(now, keyOf(asked.idNumber)));
  if (match.kind === 'one') {
    const number = text(match.row, 'GMSFHM');
    const flags: ('deceased' | 'disputed')[] = cancelledForDeath(database, number, now) ? ['deceased'] : [];
    if (Number(number.charAt(16)) % 2 !== Number(text(match.row, 'XB')) % 2) flags.push('disputed');
    return confirmed(ask, { matches: true }, provenance(now, keyOf(asked.idNumber), flags));
  }
  const taken = database.prepare('SELECT 1 FROM T_CZRK WHERE GMSFHM = ?').get(asked.idNumber);
  return taken
    ? contradicted(ask, { matches: false }, provenance(now, 'id18'))
    : noRecord(provenance(now, null));
}

function cancellation(database: DatabaseSync, ask: Ask, now: Date): Found {
  const [asked] = ask.subjects;
  if (!asked) return noRecord(provenance(now, null));
  const match = lookUp(database, asked);
  if (match.kind === 'none') return noRecord(provenance(now, null));
  const from = provenance(now, keyOf(asked.idNumber));
  if (match.kind === 'unsure') return ambiguous(match.candidates, match.reason, from);
  const row = cancelledForDeath(database, text(match.row, 'GMSFHM'), now);
  if (!row) return confirmed(ask, { cancelledForDeath: false, deathDate: null }, from);
  const deathDate = text(row, 'SWRQ').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return confirmed(ask, { cancelledForDeath: true, deathDate }, { ...from, flags: ['deceased'] });
}

/** Registered here, unless the registration was moved elsewhere. Whoever died here was registered here until then. */
function residence(database: DatabaseSync, ask: Ask, now: Date): Found {
  const [asked] = ask.subjects;
  if (!asked) return noRecord(provenance(now, null));
  const match = lookUp(database, asked);
  if (match.kind === 'none') return noRecord(provenance(now, null));
  const from = provenance(now, keyOf(asked.idNumber));
  if (match.kind === 'unsure') return ambiguous(match.candidates, match.reason, from);
  const number = text(match.row, 'GMSFHM');
  const moved = database
    .prepare('SELECT 1 FROM T_QCDJ WHERE GMSFHM = ? AND QCRQ <= ?')
    .get(number, chinaDate(now).replaceAll('-', ''));
  const flags: 'deceased'[] = cancelledForDeath(database, number, now) ? ['deceased'] : [];
  return confirmed(ask, { local: moved === undefined }, { ...from, flags });
}

/** Both must be found beyond doubt, and in one register; that they are not found together says nothing about kinship. */
function householdRelations(database: DatabaseSync, ask: Ask, now: Date): Found {
  const matches = ask.subjects.map((asked) => lookUp(database, asked));
  const from = provenance(now, 'id18');
  const unsure = matches.find((match) => match.kind === 'unsure');
  if (unsure) return ambiguous(unsure.candidates, unsure.reason, from);
  const [first, second] = matches.flatMap((match) => (match.kind === 'one' ? [match.row] : []));
  if (!first || !second || text(first, 'HH') !== text(second, 'HH')) return noRecord(provenance(now, null));
  return confirmed(ask, { firstRelation: text(first, 'YHZGX'), secondRelation: text(second, 'YHZGX') }, from);
}
