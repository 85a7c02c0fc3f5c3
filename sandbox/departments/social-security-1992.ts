import { oldNumber } from '../city/numbers.ts';
import { type Ask, ambiguous, confirmed, type Department, type Found, noRecord, text } from './department.ts';
import { decodeGb18030 } from './gb18030.ts';
import { matchByName } from './match.ts';
import { fillSocialSecurity1992, SOCIAL_SECURITY_1992_SCHEMA } from './social-security-1992-store.ts';

/** The old system of 市社会保险事业管理中心, closed at the end of 2009 and read-only since. It knows 15-digit numbers only. */
export const socialSecurity1992: Department = {
  id: 'social-security-1992',
  name: '安澜市社会保险老系统（1992—2009年）',
  evidence: {
    'E-PEN-YRS-OLD': {
      subjects: 1,
      fields: ['actualMonths', 'deemedMonths', 'monthsFrom2009', 'ownPaidFen', 'paidFrom2009Fen'],
    },
  },
  schema: SOCIAL_SECURITY_1992_SCHEMA,
  fill: fillSocialSecurity1992,
  answer(database, ask) {
    const [asked] = ask.subjects;
    const number = asked ? keyFor(asked.idNumber) : null;
    if (!asked || number === null) return noRecord(provenance(null));
    const rows = database.prepare('SELECT * FROM DWJF WHERE BH_QX = ?').all(number);
    const match = matchByName(asked.name, rows, (row) => nameOf(row));
    if (match.kind === 'none') return noRecord(provenance(null));
    if (match.kind === 'unsure') return ambiguous(match.candidates, match.reason, provenance('id15'));
    return read(ask, match.row);
  },
};

const CLOSED_AT = '2009-12-31T23:59:59+08:00';

function provenance(keyUsed: 'id15' | null) {
  return { source: socialSecurity1992.name, asOf: CLOSED_AT, keyUsed };
}

/** The 15-digit form of the number asked; numbers of people born from 2000 on never had one. */
function keyFor(idNumber: string): string | null {
  if (/^\d{15}$/.test(idNumber)) return idNumber;
  return idNumber.slice(6, 8) === '19' ? oldNumber(idNumber) : null;
}

/**
 * The name in a record's bytes. Bytes that read as Chinese in UTF-8 were converted once too often: the name is then marked
 * as damaged, so that it can be like the one asked, but never the same.
 */
function nameOf(row: Record<string, unknown>): string {
  if (!(row.XM instanceof Uint8Array)) return '';
  const twice = new TextDecoder().decode(row.XM);
  return /^\p{Script=Han}[\p{Script=Han}·\uFFFD?]*$/u.test(twice) ? `${twice}\uFFFD` : decodeGb18030(row.XM);
}

/** "33.4" is 33 years and 4 months where the unit says so; without a unit it might be 33.4 years, so nobody decides here. */
function read(ask: Ask, row: Record<string, unknown>): Found {
  if (text(row, 'NXDW') !== 'NY') return ambiguous(1, '缴费年限的单位不明', provenance('id15'));
  const fields = {
    actualMonths: monthsOf(text(row, 'JFNX')),
    deemedMonths: monthsOf(text(row, 'STNX')),
    monthsFrom2009: Number(text(row, 'CFYF')),
    ownPaidFen: fenOf(text(row, 'BRJF')),
    paidFrom2009Fen: fenOf(text(row, 'CFJF')),
  };
  const lost = ask.fields.some((field) =>
    Object.entries(fields).some(([name, value]) => name === field && value === null),
  );
  return lost
    ? ambiguous(1, '记录中的数额无法辨认', provenance('id15'))
    : confirmed(ask, fields, provenance('id15'));
}

function monthsOf(written: string): number | null {
  const parts = /^(\d+)\.(\d{1,2})$/.exec(written);
  if (!parts) return null;
  const [years, months] = [Number(parts[1]), Number(parts[2])];
  return months < 12 ? years * 12 + months : null;
}

function fenOf(written: string): number | null {
  const plain = written.replace(/[￥,]/g, '');
  return /^\d+\.\d{2}$/.test(plain) ? Number(plain.replace('.', '')) : null;
}
