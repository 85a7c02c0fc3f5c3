import { describe, expect, test } from 'vitest';
import type { Registration } from '../city/marriages.ts';
import { marriageRegistry } from './marriage-registry.ts';
import { openStore } from './store.ts';
import { city } from './testing.ts';

const NOW = new Date('2026-11-22T04:00:00Z');
const [HE, SHE, OTHER] = ['old-number-deceased', 'old-number', 'daughter'] as const;

/** What the registers say of the two, if these entries are all that they hold. */
function answerOf(registrations: Registration[], pair: readonly string[] = [HE, SHE]) {
  const database = openStore(null, marriageRegistry, { ...city, registrations });
  const subjects = pair.map((key) => city.get(key)).map(({ name, idNumber }) => ({ name, idNumber }));
  return marriageRegistry.answer(database, { evidence: 'E-MAR', fields: ['state'], subjects, given: {} }, NOW)
    .said;
}
const entry = (type: Registration['type'], on: string, woman: string = SHE): Registration => ({
  type,
  on,
  man: HE,
  woman,
});
const stateOf = (...registrations: Registration[]) => {
  const said = answerOf(registrations);
  return said.kind === 'confirmed' ? said.fields.state : said.kind;
};

describe('the state of a marriage', () => {
  test('is the last of marriage, divorce and annulment by date, whatever the order of entry', () => {
    expect(stateOf(entry('IA', '2001-01-01'))).toBe('MARRIED');
    expect(stateOf(entry('IB', '2010-01-01'), entry('IA', '2001-01-01'))).toBe('DIVORCED');
    expect(stateOf(entry('IA', '2012-01-01'), entry('IB', '2010-01-01'), entry('IA', '2001-01-01'))).toBe(
      'MARRIED',
    );
    expect(stateOf(entry('IA', '2001-01-01'), entry('ID', '2002-01-01'))).toBe('ANNULLED');
  });

  test('is not changed by a certificate issued anew', () => {
    expect(stateOf(entry('IA', '2001-01-01'), entry('ICA', '2020-01-01'))).toBe('MARRIED');
    expect(stateOf(entry('IA', '2001-01-01'), entry('IB', '2010-01-01'), entry('ICB', '2020-01-01'))).toBe(
      'DIVORCED',
    );
    expect(stateOf(entry('ICA', '2020-01-01'))).toBe('no_record');
  });

  test('is unknown where nothing was entered, which says nothing about a marriage', () => {
    expect(stateOf()).toBe('no_record');
    expect(stateOf(entry('IA', '2001-01-01', OTHER))).toBe('no_record');
  });

  test('is ambiguous where one day has two different entries', () => {
    expect(stateOf(entry('IA', '2010-01-01'), entry('IB', '2010-01-01'))).toBe('ambiguous');
  });

  test('is ambiguous where one of the two married somebody else later', () => {
    expect(stateOf(entry('IA', '2001-01-01'), entry('IA', '2015-01-01', OTHER))).toBe('ambiguous');
    expect(stateOf(entry('IA', '2015-01-01'), entry('IA', '2001-01-01', OTHER))).toBe('MARRIED');
  });

  test('does not depend on who of the two is named first', () => {
    const said = answerOf([entry('IA', '2001-01-01')], [SHE, HE]);
    expect(said).toMatchObject({ kind: 'confirmed', fields: { state: 'MARRIED' } });
  });
});

test('one spouse of the stories is known as married, one as divorced, and one not at all', () => {
  const known = ['registered-spouse', 'divorced-spouse', 'spouse'].map((key) =>
    answerOf([...city.registrations], [`${key}-deceased`, key]),
  );
  expect(known).toMatchObject([
    { kind: 'confirmed', fields: { state: 'MARRIED' } },
    { kind: 'confirmed', fields: { state: 'DIVORCED' } },
    { kind: 'no_record' },
  ]);
});

describe('an old entry', () => {
  test('is found under the 15-digit numbers of its time, and says so', () => {
    expect(answerOf([entry('IA', '1998-03-01')])).toMatchObject({ kind: 'confirmed', keyUsed: 'id15' });
    expect(answerOf([entry('IA', '2001-03-01')])).toMatchObject({ kind: 'confirmed', keyUsed: 'id18' });
  });

  test('is older than a later divorce under 18 digits', () => {
    expect(stateOf(entry('IA', '1998-03-01'), entry('IB', '2001-03-01'))).toBe('DIVORCED');
  });

  test('under another person’s name is nobody’s; under a name written otherwise it is ambiguous', () => {
    const database = openStore(null, marriageRegistry, {
      ...city,
      registrations: [entry('IA', '2001-01-01')],
    });
    const ask = (name: string) => {
      const [he, she] = [city.get(HE), city.get(SHE)];
      const subjects = [
        { name, idNumber: he.idNumber },
        { name: she.name, idNumber: she.idNumber },
      ];
      const asked = { evidence: 'E-MAR', fields: ['state'], subjects, given: {} };
      return marriageRegistry.answer(database, asked, NOW).said.kind;
    };
    expect(ask('欧阳无名')).toBe('no_record');
    expect(ask('肖国民')).toBe('ambiguous');
  });
});
