import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evidenceTypes } from '#catalogue/index.ts';
import { truthOf } from '../city/truth.ts';
import { openPluggedCity, type PluggedCity } from '../testing/plugged.ts';
import { answerTo, city, question } from './testing.ts';

let departments: PluggedCity;
beforeAll(async () => {
  departments = await openPluggedCity();
});
afterAll(() => departments.close());

type Person = { name: string; idNumber: string };

/** Asks for everything that a department offers about these persons: one that speaks the protocol directly, the others through their plugs. */
function ask(evidence: string, people: readonly Person[], given: Record<string, string> = {}) {
  const { running } = departments.of(evidence);
  const subjects = people.map(({ name, idNumber }) => ({ name, idNumber }));
  if ('answer' in running.department)
    return answerTo(running, question(running, { evidence, subjects, given }));
  const fields = evidenceTypes.find(({ code }) => code === evidence)?.fields.map(({ name }) => name) ?? [];
  return departments.ask({ evidence, subjects, given, fields });
}

/** Asks as the portal would: the applicant for identity and account, both for kinship, the deceased for the rest. */
async function answer(storyKey: string, evidence: string) {
  const story = city.stories.find((candidate) => candidate.key === storyKey);
  if (!story) throw new Error(`no story ${storyKey}`);
  const [claimant, deceased] = [city.get(story.claimant), city.get(story.deceased)];
  const isPair = departments.of(evidence).running.department.evidence[evidence]?.subjects === 2;
  const alone = ['E-ID', 'E-BNK'].includes(evidence) ? claimant : deceased;
  return ask(evidence, isPair ? [deceased, claimant] : [alone], { account: claimant.card ?? '' });
}

const fieldsOf = async (storyKey: string, evidence: string) => {
  const said = await answer(storyKey, evidence);
  return said.kind === 'confirmed' ? said.fields : said.kind;
};

describe.each(city.stories.map((story) => [story.key, story] as const))('in the story %s', (key, story) => {
  test.each(Object.entries(truthOf(city, story).answers))('%s is answered %s', async (evidence, expected) => {
    const said = await answer(key, evidence);
    expect(said.kind).toBe(expected);
  });
});

describe('what a confirmed answer holds', () => {
  test('the certificate says date and class, the register the date that the police wrote', async () => {
    expect(await fieldsOf('date-conflict', 'E-DTH-MED')).toEqual({
      deathDate: '2025-12-31',
      causeClass: 'NORMAL',
    });
    expect(await fieldsOf('date-conflict', 'E-HUK-CXL')).toEqual({
      cancelledForDeath: true,
      deathDate: '2026-01-02',
    });
  });

  test('a registration in force is not cancelled, which says nothing about being alive', async () => {
    expect(await fieldsOf('not-yet-recorded', 'E-HUK-CXL')).toEqual({
      cancelledForDeath: false,
      deathDate: null,
    });
  });

  test('the household gives both relations to the head, the deceased first', async () => {
    expect(await fieldsOf('daughter', 'E-HH')).toEqual({ firstRelation: '02', secondRelation: '31' });
    expect(await fieldsOf('mothers-son', 'E-HH')).toEqual({ firstRelation: '12', secondRelation: '21' });
    expect(await fieldsOf('step-son', 'E-HH')).toEqual({ firstRelation: '02', secondRelation: '27' });
  });

  test('the birth certificate tells the mother from the father, and neither from a step-father', async () => {
    expect(await fieldsOf('mothers-son', 'E-BIR')).toEqual({
      fatherIsDeceased: false,
      motherIsDeceased: true,
    });
    expect(await fieldsOf('step-son', 'E-BIR')).toEqual({ fatherIsDeceased: false, motherIsDeceased: false });
  });

  test('the new system counts migrated months and every pension month paid', async () => {
    expect(await fieldsOf('daughter', 'E-PEN-YRS')).toEqual({
      actualMonths: 195,
      deemedMonths: 205,
      migrated: true,
      flexible: false,
      ownPaidFen: 1_262_480,
    });
    expect(await fieldsOf('daughter', 'E-PEN-PAY')).toEqual({
      retired: true,
      retireMonth: '2008-04',
      drawnMonths: 217,
      lastPaidMonth: '2026-04',
      monthlyFen: 386_050,
    });
  });

  test('what was not migrated is in the old system, with the months that both booked', async () => {
    expect(await fieldsOf('two-systems', 'E-PEN-YRS')).toMatchObject({ actualMonths: 195, migrated: false });
    expect(await fieldsOf('two-systems', 'E-PEN-YRS-OLD')).toEqual({
      actualMonths: 154,
      deemedMonths: 0,
      monthsFrom2009: 4,
      ownPaidFen: 832_000,
      paidFrom2009Fen: 112_000,
    });
  });

  test('the old system is found under the 15-digit number and says so', async () => {
    const said = await answer('two-systems', 'E-PEN-YRS-OLD');
    expect(said).toMatchObject({ keyUsed: 'id15', asOf: '2009-12-30T16:00:00.000Z' });
  });

  test('survivors’ payments and work injuries are told with their fund and finding', async () => {
    expect(await fieldsOf('already-paid', 'E-PEN-SUR')).toEqual({
      funeralPaid: true,
      gratuityPaid: true,
      fund: 'PENSION',
    });
    expect(await fieldsOf('work-injury', 'E-INJ')).toEqual({ recognition: 'RECOGNISED' });
    expect(await fieldsOf('residents-pension', 'E-PEN-STA')).toEqual({
      scheme: 'RESIDENT',
      status: 'RETIRED',
    });
  });

  test('a person whose registration was cancelled for death is flagged unasked', async () => {
    const said = await ask('E-ID', [city.get('daughter-deceased')]);
    expect(said).toMatchObject({ kind: 'confirmed', flags: ['deceased'] });
  });
});

describe('doubt', () => {
  test('an account of somebody else is not hers, an unknown one is not found', async () => {
    const holder = [city.get('daughter')];
    const others = await ask('E-BNK', holder, { account: city.get('spouse').card ?? '' });
    expect(others).toMatchObject({ kind: 'confirmed', fields: { belongs: false } });
    expect((await ask('E-BNK', holder, { account: '9999995555000012' })).kind).toBe('no_record');
  });

  test.each([
    ['one-number-two-people', 'E-HUK-CXL'],
    ['unknown-unit', 'E-PEN-YRS-OLD'],
    ['text-for-number', 'E-PEN-YRS-OLD'],
    ['wrong-encoding', 'E-PEN-YRS-OLD'],
    ['cut-half-character', 'E-PEN-YRS-OLD'],
    ['simplified-surname', 'E-PEN-YRS-OLD'],
    ['traditional-name', 'E-PEN-YRS-OLD'],
    ['separator', 'E-DTH-MED'],
  ])('a record with %s is ambiguous, never confirmed', async (quirk, evidence) => {
    const { said } = await askDirty(quirk, evidence);
    expect(said.kind).toBe('ambiguous');
  });

  test.each([
    ['eaten-by-spreadsheet', 'E-PEN-YRS-OLD'],
    ['look-alike', 'E-PEN-YRS-OLD'],
  ])('a number with %s is not guessed, so nothing is found', async (quirk, evidence) => {
    const { said } = await askDirty(quirk, evidence);
    expect(said.kind).toBe('no_record');
  });

  test.each([
    ['quoted-and-spaced', 'E-DTH-MED'],
    ['serial-date', 'E-DTH-MED'],
    ['midnight-24', 'E-DTH-MED'],
  ])('a certificate with %s still gives the day of death', async (quirk, evidence) => {
    const { said, person } = await askDirty(quirk, evidence);
    expect(said).toMatchObject({ kind: 'confirmed', fields: { deathDate: person.death?.date } });
  });

  test('full-width digits have one reading, so the record is found', async () => {
    const { said } = await askDirty('full-width', 'E-PEN-YRS-OLD');
    expect(said.kind).toBe('confirmed');
  });

  test('of a record that was loaded twice the younger source counts', async () => {
    const { said, person } = await askDirty('loaded-twice', 'E-PEN-STA');
    expect(said.kind).toBe('confirmed');
    const { database } = departments.of('E-PEN-STA').running;
    const rows = database
      .prepare('SELECT count(*) AS n FROM AC02 JOIN AC01 USING (AAC001) WHERE AAC002 = ?')
      .get(person.idNumber);
    expect(rows?.n).toBe(2);
  });

  test('a number that was exchanged for another is ambiguous', async () => {
    const linked = departments
      .of('E-ID')
      .running.database.prepare('SELECT JHM, XM FROM T_CFHM JOIN T_CZRK ON GMSFHM = XHM')
      .get();
    if (!linked) throw new Error('no exchanged number');
    const person = { name: String(linked.XM), idNumber: String(linked.JHM) };
    expect((await ask('E-ID', [person])).kind).toBe('ambiguous');
  });

  test('a former name is ambiguous', async () => {
    const person = city.people.find((candidate) => candidate.quirks.includes('renamed'));
    if (!person?.formerName) throw new Error('nobody was renamed');
    const former = { name: person.formerName, idNumber: person.idNumber };
    expect((await ask('E-ID', [former])).kind).toBe('ambiguous');
  });

  test('the register finds a person under the 15-digit number too', async () => {
    const said = await ask('E-ID', [{ name: '周建国', idNumber: '990102580315001' }]);
    expect(said).toMatchObject({ kind: 'confirmed', keyUsed: 'id15' });
  });
});

async function askDirty(quirk: string, evidence: string) {
  const person = city.people.find((candidate) => candidate.quirks.includes(quirk));
  if (!person) throw new Error(`nobody shows ${quirk}`);
  return { said: await ask(evidence, [person]), person };
}
