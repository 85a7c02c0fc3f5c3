import type { DatabaseSync } from 'node:sqlite';
import { monthsThrough } from '../city/dates.ts';
import { chinaDate } from '../clock.ts';
import { type Ask, ambiguous, confirmed, type Department, type Found, noRecord, text } from './department.ts';
import { matchByName } from './match.ts';
import {
  fillSocialSecurity2009,
  RECOGNITIONS,
  SCHEMES,
  SOCIAL_SECURITY_2009_SCHEMA,
  STATES,
} from './social-security-2009-store.ts';

type Row = Record<string, unknown>;
type Reader = (
  database: DatabaseSync,
  insured: Row,
  now: Date,
) => Record<string, string | number | boolean | null> | undefined;

/** 市社会保险事业管理中心, the system since 2009: insurance, pensions paid, survivors' payments, work injury. */
export const socialSecurity2009: Department = {
  id: 'social-security-2009',
  name: '安澜市社会保险业务系统（2009年起）',
  evidence: {
    'E-PEN-STA': { subjects: 1, fields: ['scheme', 'status'] },
    'E-PEN-YRS': {
      subjects: 1,
      fields: ['actualMonths', 'deemedMonths', 'migrated', 'flexible', 'ownPaidFen'],
    },
    'E-PEN-PAY': {
      subjects: 1,
      fields: ['retired', 'retireMonth', 'drawnMonths', 'lastPaidMonth', 'monthlyFen'],
    },
    'E-PEN-BAL': { subjects: 1, fields: ['balanceFen'] },
    'E-PEN-SUR': { subjects: 1, fields: ['funeralPaid', 'gratuityPaid', 'fund'] },
    'E-INJ': { subjects: 1, fields: ['recognition'] },
  },
  schema: SOCIAL_SECURITY_2009_SCHEMA,
  fill: fillSocialSecurity2009,
  answer(database, ask, now) {
    const read = READERS[ask.evidence];
    const [asked] = ask.subjects;
    if (!read || !asked) return noRecord(provenance(now, null));
    const rows = database.prepare('SELECT * FROM AC01 WHERE AAC002 = ?').all(asked.idNumber);
    return answerFrom(database, ask, now, rows, read);
  },
};

function provenance(now: Date, keyUsed: 'id18' | null) {
  return { source: socialSecurity2009.name, asOf: now.toISOString(), keyUsed };
}

/** Whether there is anything to say is settled first: nobody's spelling makes an entry out of none. */
function answerFrom(database: DatabaseSync, ask: Ask, now: Date, rows: Row[], read: Reader): Found {
  const [asked] = ask.subjects;
  const held = rows.filter((row) => read(database, row, now) !== undefined);
  const match = matchByName(asked?.name ?? '', held, (row) => text(row, 'AAC003'));
  if (match.kind === 'none') return noRecord(provenance(now, null));
  if (match.kind === 'unsure') return ambiguous(match.candidates, match.reason, provenance(now, 'id18'));
  const fields = read(database, match.row, now);
  return fields ? confirmed(ask, fields, provenance(now, 'id18')) : noRecord(provenance(now, null));
}

const READERS: Readonly<Record<string, Reader>> = {
  'E-PEN-STA': (database, insured) => {
    const row = insuranceOf(database, insured);
    if (!row) return undefined;
    return { scheme: nameOf(SCHEMES, text(row, 'AAE140')), status: nameOf(STATES, text(row, 'AAC008')) };
  },
  'E-PEN-YRS': (database, insured) => {
    const row = insuranceOf(database, insured);
    if (!row || text(row, 'AAE140') === SCHEMES.INSTITUTION) return undefined;
    return {
      actualMonths: Number(row.SJYF),
      deemedMonths: Number(row.STYF),
      migrated: text(row, 'ZRBZ') === '1',
      flexible: text(row, 'LHJY') === '1',
      ownPaidFen: fenOf(text(row, 'BRJF')),
    };
  },
  'E-PEN-PAY': (database, insured, now) => {
    const row = database.prepare('SELECT * FROM AC60 WHERE AAC001 = ?').get(Number(insured.AAC001));
    if (!row) return undefined;
    const stopped = text(row, 'TFNY') !== '' && text(row, 'LRSJ') <= now.toISOString();
    const retireMonth = monthOf(text(row, 'AAE210'));
    const lastPaidMonth = stopped ? monthOf(text(row, 'TFNY')) : chinaDate(now).slice(0, 7);
    return {
      retired: true,
      retireMonth,
      drawnMonths: monthsThrough(retireMonth, lastPaidMonth),
      lastPaidMonth,
      monthlyFen: fenOf(text(row, 'JE')),
    };
  },
  'E-PEN-BAL': (database, insured) => {
    const row = database
      .prepare('SELECT * FROM AC50 WHERE AAC001 = ? ORDER BY JZNY DESC')
      .get(Number(insured.AAC001));
    return row && { balanceFen: fenOf(text(row, 'ZHBJ')) + fenOf(text(row, 'ZHLX')) };
  },
  'E-PEN-SUR': (database, insured, now) => {
    const row = database
      .prepare('SELECT * FROM AC61 WHERE AAC001 = ? AND FFRQ <= ?')
      .get(Number(insured.AAC001), chinaDate(now));
    if (!row) return undefined;
    return {
      funeralPaid: fenOf(text(row, 'SZJE')) > 0,
      gratuityPaid: fenOf(text(row, 'FXJE')) > 0,
      fund: text(row, 'JJLX'),
    };
  },
  'E-INJ': (database, insured, now) => {
    const row = database
      .prepare('SELECT RDJL FROM LC31 WHERE AAC001 = ? AND LRSJ <= ? ORDER BY LRSJ DESC')
      .get(Number(insured.AAC001), now.toISOString());
    return row ? { recognition: nameOf(RECOGNITIONS, text(row, 'RDJL')) } : undefined;
  },
};

/** A record may have been loaded twice: the one whose source is younger counts, whichever came in later. */
function insuranceOf(database: DatabaseSync, insured: Row): Row | undefined {
  return database
    .prepare('SELECT * FROM AC02 WHERE AAC001 = ? ORDER BY SJSJ DESC')
    .get(Number(insured.AAC001));
}

function nameOf(codes: Readonly<Record<string, string>>, code: string): string {
  const found = Object.entries(codes).find(([, value]) => value === code);
  if (!found) throw new RangeError(`unknown code ${code}`);
  return found[0];
}

function monthOf(compact: string): string {
  return `${compact.slice(0, 4)}-${compact.slice(4, 6)}`;
}

function fenOf(yuan: string): number {
  return Math.round(Number(yuan) * 100);
}
