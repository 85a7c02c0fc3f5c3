import type { DatabaseSync } from 'node:sqlite';
import { type Ask, ambiguous, confirmed, type Department, type Found, noRecord, text } from './department.ts';
import { causeClassOf, dateAsTyped, fillHealth, HEALTH_SCHEMA } from './health-store.ts';
import { matchByName } from './match.ts';

/** 市卫生健康委员会: certificates of birth and of death, the latter in two generations. */
export const health: Department = {
  id: 'health',
  name: '安澜市卫生健康委员会出生死亡登记系统',
  evidence: {
    'E-DTH-MED': { subjects: 1, fields: ['deathDate', 'causeClass'] },
    'E-BIR': { subjects: 2, fields: ['fatherIsDeceased', 'motherIsDeceased'] },
  },
  schema: HEALTH_SCHEMA,
  fill: fillHealth,
  answer: (database, ask, now) =>
    ask.evidence === 'E-BIR' ? parents(database, ask, now) : deathCertificate(database, ask, now),
};

function provenance(now: Date, keyUsed: 'id18' | null, flags: 'deceased'[] = []) {
  return { source: health.name, asOf: now.toISOString(), keyUsed, flags };
}

/** Certificates of the paper form lie in a cabinet: an officer looks, so the answer comes later. */
function deathCertificate(database: DatabaseSync, ask: Ask, now: Date): Found {
  const [asked] = ask.subjects;
  if (!asked) return noRecord(provenance(now, null));
  const at = now.toISOString();
  const paper = database
    .prepare('SELECT * FROM T_SWZM_ZZ WHERE SFZH_QX = ? AND LRSJ <= ?')
    .all(asked.idNumber, at);
  const national = database
    .prepare('SELECT * FROM T_JMSWZM WHERE ZMBH = ? AND LRSJ <= ?')
    .all(asked.idNumber, at);
  return { ...read(ask, asked.name, [...national, ...paper], now), byHand: paper.length > 0 };
}

function read(ask: Ask, name: string, rows: Record<string, unknown>[], now: Date): Found {
  const match = matchByName(name, rows, (row) => text(row, 'XM'));
  if (match.kind === 'none') return noRecord(provenance(now, null));
  if (match.kind === 'unsure') return ambiguous(match.candidates, match.reason, provenance(now, 'id18'));
  const deathDate = dateAsTyped(text(match.row, 'SWSJ'));
  const causeClass = causeClassOf(text(match.row, 'SWFL'));
  if (!deathDate || !causeClass) return ambiguous(1, '证明上的日期或类别无法辨认', provenance(now, 'id18'));
  return confirmed(ask, { deathDate, causeClass }, provenance(now, 'id18', ['deceased']));
}

/** Compares the first person with the parents on the second person's certificate; the certificate itself stays here. */
function parents(database: DatabaseSync, ask: Ask, now: Date): Found {
  const [first, child] = ask.subjects;
  if (!first || !child) return noRecord(provenance(now, null));
  const rows = database.prepare('SELECT * FROM T_CSYXZM WHERE XSESFZH = ?').all(child.idNumber);
  const match = matchByName(child.name, rows, (row) => text(row, 'XSEXM'));
  if (match.kind === 'none') return noRecord(provenance(now, null));
  if (match.kind === 'unsure') return ambiguous(match.candidates, match.reason, provenance(now, 'id18'));
  const { row } = match;
  const isFather = text(row, 'FQSFZH') === first.idNumber;
  const isMother = text(row, 'MQSFZH') === first.idNumber;
  const written = text(row, isFather ? 'FQXM' : 'MQXM');
  if ((isFather || isMother) && written !== first.name) {
    return ambiguous(1, '父母号码一致，姓名写法不同', provenance(now, 'id18'));
  }
  return confirmed(ask, { fatherIsDeceased: isFather, motherIsDeceased: isMother }, provenance(now, 'id18'));
}
