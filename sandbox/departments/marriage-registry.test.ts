import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Registration } from '../city/marriages.ts';
import { answerThrough, type OpenPlug, openPlug, runService, toolsOf } from '../testing/plugged.ts';
import { marriageRegistry } from './marriage-registry.ts';
import { fillMarriageRegistry } from './marriage-registry-store.ts';
import type { RunningDepartment } from './server.ts';
import { city } from './testing.ts';

const NOW = new Date('2026-11-22T04:00:00Z');
const [HE, SHE, OTHER] = ['old-number-deceased', 'old-number', 'daughter'] as const;

let registry: RunningDepartment;
let plug: OpenPlug;
beforeAll(async () => {
  registry = await runService(marriageRegistry);
  plug = openPlug(
    registry,
    toolsOf(() => NOW),
  );
});
afterAll(() => registry.close());

/** What the registers say of the two, if these entries are all that they hold. */
async function answerOf(
  registrations: readonly Registration[],
  pair: readonly string[] = [HE, SHE],
  name?: string,
) {
  registry.database.exec('DELETE FROM hydj');
  fillMarriageRegistry(registry.database, { ...city, registrations: [...registrations] });
  const [first, second] = pair.map((key) => city.get(key)).map(({ name, idNumber }) => ({ name, idNumber }));
  if (!first || !second) throw new Error('a marriage is one of two');
  const subjects = [{ ...first, ...(name && { name }) }, second];
  return answerThrough(plug.connector, { evidence: 'E-MAR', fields: ['state'], subjects, given: {} });
}
const entry = (type: Registration['type'], on: string, woman: string = SHE): Registration => ({
  type,
  on,
  man: HE,
  woman,
});
const stateOf = async (...registrations: Registration[]) => {
  const said = await answerOf(registrations);
  return said.kind === 'confirmed' ? said.fields.state : said.kind;
};

describe('the state of a marriage', () => {
  test('is the last of marriage, divorce and annulment by date, whatever the order of entry', async () => {
    expect(await stateOf(entry('IA', '2001-01-01'))).toBe('MARRIED');
    expect(await stateOf(entry('IB', '2010-01-01'), entry('IA', '2001-01-01'))).toBe('DIVORCED');
    const again = [entry('IA', '2012-01-01'), entry('IB', '2010-01-01'), entry('IA', '2001-01-01')];
    expect(await stateOf(...again)).toBe('MARRIED');
    expect(await stateOf(entry('IA', '2001-01-01'), entry('ID', '2002-01-01'))).toBe('ANNULLED');
  });

  test('is not changed by a certificate issued anew', async () => {
    expect(await stateOf(entry('IA', '2001-01-01'), entry('ICA', '2020-01-01'))).toBe('MARRIED');
    const divorced = [entry('IA', '2001-01-01'), entry('IB', '2010-01-01'), entry('ICB', '2020-01-01')];
    expect(await stateOf(...divorced)).toBe('DIVORCED');
    expect(await stateOf(entry('ICA', '2020-01-01'))).toBe('no_record');
  });

  test('is unknown where nothing was entered, which says nothing about a marriage', async () => {
    expect(await stateOf()).toBe('no_record');
    expect(await stateOf(entry('IA', '2001-01-01', OTHER))).toBe('no_record');
  });

  test('is ambiguous where one day has two different entries', async () => {
    expect(await stateOf(entry('IA', '2010-01-01'), entry('IB', '2010-01-01'))).toBe('ambiguous');
  });

  test('is ambiguous where one of the two married somebody else later', async () => {
    expect(await stateOf(entry('IA', '2001-01-01'), entry('IA', '2015-01-01', OTHER))).toBe('ambiguous');
    expect(await stateOf(entry('IA', '2015-01-01'), entry('IA', '2001-01-01', OTHER))).toBe('MARRIED');
  });

  test('does not depend on who of the two is named first', async () => {
    const said = await answerOf([entry('IA', '2001-01-01')], [SHE, HE]);
    expect(said).toMatchObject({ kind: 'confirmed', fields: { state: 'MARRIED' } });
  });
});

test('one spouse of the stories is known as married, one as divorced, and one not at all', async () => {
  const known = [];
  for (const key of ['registered-spouse', 'divorced-spouse', 'spouse'])
    known.push(await answerOf(city.registrations, [`${key}-deceased`, key]));
  expect(known).toMatchObject([
    { kind: 'confirmed', fields: { state: 'MARRIED' } },
    { kind: 'confirmed', fields: { state: 'DIVORCED' } },
    { kind: 'no_record' },
  ]);
});

describe('an old entry', () => {
  test('is found under the 15-digit numbers of its time, and says so', async () => {
    expect(await answerOf([entry('IA', '1998-03-01')])).toMatchObject({ kind: 'confirmed', keyUsed: 'id15' });
    expect(await answerOf([entry('IA', '2001-03-01')])).toMatchObject({ kind: 'confirmed', keyUsed: 'id18' });
  });

  test('is older than a later divorce under 18 digits', async () => {
    expect(await stateOf(entry('IA', '1998-03-01'), entry('IB', '2001-03-01'))).toBe('DIVORCED');
  });

  test('under a name written otherwise is ambiguous; under another person’s name it confirms nothing', async () => {
    expect((await answerOf([entry('IA', '2001-01-01')], [HE, SHE], '肖国民')).kind).toBe('ambiguous');
    expect((await answerOf([entry('IA', '2001-01-01')], [HE, SHE], '欧阳无名')).kind).not.toBe('confirmed');
  });
});

describe('the province’s gate', () => {
  const gate = (headers: Record<string, string>, body: string) =>
    fetch(`${registry.url}/gateway/hyxxhy`, { method: 'POST', headers, body }).then((reply) => reply.json());

  test('answers nobody whose headers are not signed by the platform', async () => {
    expect(await gate({}, '{}')).toMatchObject({ code: '1001' });
    const wrong = openPlug(
      registry,
      toolsOf(() => NOW),
      { secret: 'a-wrong-secret' },
    );
    const question = { evidence: 'E-MAR', fields: ['state'], subjects: [], given: {} };
    const pair = [HE, SHE].map((key) => city.get(key)).map(({ name, idNumber }) => ({ name, idNumber }));
    const said = await answerThrough(wrong.connector, { ...question, subjects: pair });
    expect(said).toEqual({ kind: 'not_permitted', rule: 'service:refused' });
  });

  test('writes down who asks about whom, for which case, purpose and legal basis', async () => {
    await answerOf([], [HE, SHE]);
    const [asked] = registry.ledger.list(1);
    expect(asked).toMatchObject({
      evidence: 'E-MAR',
      caseNumber: '99010220261122000008',
      purpose: '核实亲属关系',
      legalBasis: '社会保险经办条例第二十六条',
      outcome: 'nothing',
    });
  });
});
