import { ConnectorDocument } from '#domain/connector.ts';
import { fixedKeys } from '../../receiving/portal-keys.ts';
import type { Samples } from '../../samples.ts';
import { DEPARTMENT_KEY, DEPARTMENT_KEYS, PORTAL_KEYS } from '../../testing/keys.ts';
import { type Answering, answering } from '../answering.ts';
import { type Department, type DepartmentSettings, openDepartment } from '../open-department.ts';

/** A department of tests on the kit, with one evidence type. */
export const TITLE = { 'zh-CN': '测试登记', 'zh-TW': '測試登記', en: 'Test register' };
export const PERSON = { name: '周建国', idNumber: '990102195001010018' };
const NOBODY = { name: '无此人', idNumber: '990102190001010014' };
const TWINS = { name: '同号人', idNumber: '990102196002020026' };

export const SAMPLES: Samples = {
  'E-DTH-MED': {
    confirmed: { subjects: [PERSON], given: {}, fields: { deathDate: '2026-03-18', causeClass: 'NORMAL' } },
    no_record: { subjects: [NOBODY], given: {}, fields: {} },
    ambiguous: { subjects: [TWINS], given: {}, fields: {} },
    bypass: { contradicted: 'A library of certificates holds no statement against anybody.' },
  },
};

/** Deaths by number, as a register has them. */
export const deaths = answering(
  {
    evidence: 'E-DTH-MED',
    subjects: 1,
    fields: { deathDate: { kind: 'date' }, causeClass: { kind: 'code', codes: ['NORMAL', 'NON_NORMAL'] } },
  },
  ({ subjects: [person] }, asOf) => {
    if (person?.idNumber === TWINS.idNumber)
      return { kind: 'ambiguous', candidates: 2, reason: '同一号码有多人登记', asOf };
    return person?.idNumber === PERSON.idNumber
      ? { kind: 'confirmed', fields: { deathDate: '2026-03-18', causeClass: 'NORMAL' }, asOf }
      : { kind: 'no_record', asOf };
  },
);

export interface Open {
  department: Department;
  url: string;
  document: ConnectorDocument;
  reports: string[];
}

export async function openExample(
  known: Partial<DepartmentSettings> & { answers?: readonly Answering[] } = {},
): Promise<Open> {
  const reports: string[] = [];
  const department = openDepartment({
    connector: 'tests',
    title: TITLE,
    key: DEPARTMENT_KEY,
    portalUrl: 'http://127.0.0.1:9',
    portalKeys: fixedKeys(PORTAL_KEYS),
    store: ':memory:',
    answers: [deaths],
    report: (what) => reports.push(what),
    ...known,
  });
  const url = `http://127.0.0.1:${await department.listen(0)}`;
  return { department, url, document: documentAt(url), reports };
}

export function documentAt(url: string): ConnectorDocument {
  return ConnectorDocument.parse({
    id: 'tests',
    department: 'tests',
    title: TITLE,
    sources: [
      {
        id: 'deaths',
        title: TITLE,
        evidence: 'E-DTH-MED',
        coverage: {},
        rows: null,
        reach: { way: 'native', url, keys: DEPARTMENT_KEYS, batch: 50 },
      },
    ],
  });
}
