import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Question } from '#domain/question.ts';
import type { Person } from '../city/person.ts';
import { answerThrough, type OpenPlug, openPlug, runService, toolsOf } from '../testing/plugged.ts';
import { civilAffairs } from './civil-affairs.ts';
import type { RunningDepartment } from './server.ts';
import { city, stillClock } from './testing.ts';

const clock = stillClock();
let bureau: RunningDepartment;
let plug: OpenPlug;
beforeAll(async () => {
  bureau = await runService(civilAffairs, clock);
  plug = openPlug(bureau, toolsOf(clock.now));
});
afterAll(() => bureau.close());

function answer({ name, idNumber }: Pick<Person, 'name' | 'idNumber'>, evidence: string) {
  const fields = [...(civilAffairs.evidence[evidence]?.fields ?? [])];
  const question: Question = { evidence, fields, subjects: [{ name, idNumber }], given: {} };
  return answerThrough(plug.connector, question);
}
const kindOf = async (person: Person, evidence: string) => (await answer(person, evidence)).kind;
const fieldsOf = async (key: string, evidence: string) => {
  const said = await answer(city.get(key), evidence);
  return said.kind === 'confirmed' ? said.fields : said.kind;
};
const getOne = (fits: (person: Person) => boolean) => {
  const found = city.people.find(fits);
  if (!found) throw new Error('nobody is like that');
  return found;
};

describe('a cremation', () => {
  test.each([
    ['daughter-deceased', '2026-03-20', true],
    ['daughter-in-law-deceased', '2026-07-21', true],
    ['resident-elsewhere-deceased', '2026-09-10', false],
  ])('of %s is dated whichever way its home writes times', async (key, cremationDate, local) => {
    const said = await answer(city.get(key), 'E-CRM');
    expect(said).toMatchObject({ kind: 'confirmed', fields: { cremationDate, local }, flags: ['deceased'] });
  });

  test('elsewhere is unknown here until its home has reported it', async () => {
    const person = city.get('resident-elsewhere-deceased');
    clock.move(Date.parse('2026-09-12T00:00:00Z') - Date.parse('2026-11-22T04:00:00Z'));
    const kind = await kindOf(person, 'E-CRM');
    clock.move(0);
    expect(kind).toBe('no_record');
  });

  test('under a name that the home could not type is ambiguous', async () => {
    const person = getOne(({ heldNames }) => heldNames['civil-affairs'] !== undefined);
    expect(await kindOf(person, 'E-CRM')).toBe('ambiguous');
  });
});

describe('an allowance', () => {
  test('that death ended was received until then; one that a higher income ended was not', async () => {
    const rich = getOne(({ welfare }) => welfare?.ended?.because === 'income');
    expect(await fieldsOf('welfare-elsewhere-deceased', 'E-WEL')).toEqual({ receives: true });
    expect(await fieldsOf(rich.key, 'E-WEL')).toEqual({ receives: false });
  });

  test('that nobody was ever granted has no record', async () => {
    expect(await fieldsOf('daughter-deceased', 'E-WEL')).toBe('no_record');
  });
});

test('whoever has not the bureau’s password is told nothing', async () => {
  const wrong = openPlug(bureau, toolsOf(clock.now), { secret: 'a-wrong-secret' });
  const { name, idNumber } = city.get('daughter-deceased');
  const question = { evidence: 'E-WEL', fields: ['receives'], subjects: [{ name, idNumber }], given: {} };
  expect(await answerThrough(wrong.connector, question)).toEqual({
    kind: 'not_permitted',
    rule: 'status:401',
  });
});
