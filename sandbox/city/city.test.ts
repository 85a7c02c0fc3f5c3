import { describe, expect, test } from 'vitest';
import { buildCity, CITY_DAY } from './city.ts';
import { ageOn } from './dates.ts';
import { checkDigitFits } from './numbers.ts';
import { truthOf } from './truth.ts';

const city = buildCity(200);
const living = city.people.filter((person) => city.isRegistered(person));

describe('the city', () => {
  test('is the same for the same seed and size, to the last name', () => {
    const again = buildCity(200);
    expect(again.people).toEqual(city.people);
    expect(again.households).toEqual(city.households);
    expect(again.registrations).toEqual(city.registrations);
  });

  test('is another one for another seed', () => {
    expect(buildCity(200, 'other').people).not.toEqual(city.people);
  });

  test('has as many residents besides the cast as were asked for', () => {
    const cast = new Set(city.stories.flatMap((story) => [story.claimant, story.deceased]));
    expect(buildCity(300).people.length - city.people.length).toBe(100);
    expect(cast.size).toBeGreaterThan(30);
  });

  test('does not let one visitor change the cast of the next city', () => {
    city.get('daughter').heldNames.health = 'changed';
    expect(buildCity(200).get('daughter').heldNames).toEqual({});
    delete city.get('daughter').heldNames.health;
  });

  test('gives every person a number of an area that nobody has, with the right birth and check digit', () => {
    for (const person of city.people) {
      expect(person.idNumber).toMatch(/^(99|81)\d{15}[\dX]$/);
      expect(person.idNumber.slice(6, 14)).toBe(person.birth.replaceAll('-', ''));
      expect(checkDigitFits(person.idNumber)).toBe(!person.quirks.includes('wrong-check-digit'));
    }
  });

  test('gives no number and no card twice', () => {
    expect(new Set(city.people.map((person) => person.idNumber)).size).toBe(city.people.length);
    const cards = city.people.flatMap((person) => person.card ?? []);
    expect(new Set(cards).size).toBe(cards.length);
  });

  test('knows deaths, and none after its last day', () => {
    const dead = city.people.filter((person) => person.death);
    expect(dead.length).toBeGreaterThan(20);
    for (const person of dead) expect((person.death?.date ?? '') <= CITY_DAY).toBe(true);
  });
});

describe('households', () => {
  test('have one head each, unless they are collective', () => {
    for (const household of city.households) {
      const heads = living.filter((person) => person.household === household.key && person.relation === '02');
      const members = living.filter((person) => person.household === household.key);
      if (members.length > 0) expect(heads.length, household.key).toBe(1);
    }
  });

  test('relate children to a head who is truly their parent, or say step or adopted', () => {
    for (const person of living.filter((one) => /^(2[0-6]|3[0-6])$/.test(one.relation))) {
      const head = living.find((other) => other.household === person.household && other.relation === '02');
      expect([person.father, person.mother], person.key).toContain(head?.key);
    }
  });

  test('hold no child older than its parents', () => {
    for (const person of city.people) {
      for (const parent of [person.father, person.mother]) {
        if (parent) expect(city.get(parent).birth < person.birth, person.key).toBe(true);
      }
    }
  });
});

describe('what other registers know', () => {
  test('no marriage is between others than a man and a woman who were twenty', () => {
    for (const { on, man, woman } of city.registrations) {
      expect([city.get(man).sex, city.get(woman).sex]).toEqual(['male', 'female']);
      for (const key of [man, woman]) expect(ageOn(city.get(key).birth, on)).toBeGreaterThanOrEqual(20);
    }
  });

  test('whoever is divorced there is nobody’s spouse', () => {
    const divorced = city.registrations.filter(({ type }) => type === 'IB');
    expect(divorced.length).toBeGreaterThan(0);
    for (const { man, woman } of divorced) {
      expect([city.get(man).spouse, city.get(woman).spouse]).toEqual([null, null]);
    }
  });

  test('nobody is cremated before death, and only homes elsewhere leave the fees on the bill', () => {
    const funerals = city.people.flatMap(({ death }) =>
      death?.funeral ? [{ ...death.funeral, death }] : [],
    );
    expect(new Set(funerals.map(({ home }) => home))).toEqual(new Set(['anlan', 'songling', 'elsewhere']));
    for (const { crematedOn, nettedOff, home, death } of funerals) {
      expect(crematedOn > death.date).toBe(true);
      expect(nettedOff).toBe(home !== 'elsewhere');
    }
  });

  test('residents draw their pension from sixty on, and an account that is drawn from shrinks', () => {
    const drawing = city.people.filter(
      ({ insurance }) => insurance?.scheme === 'RESIDENT' && insurance.pension,
    );
    expect(drawing.length).toBeGreaterThan(0);
    for (const { key, birth, insurance } of drawing.filter((person) => person.key.startsWith('p-'))) {
      expect(ageOn(birth, `${insurance?.pension?.from}-28`), key).toBeGreaterThanOrEqual(60);
      expect(insurance?.balanceFen).toBeLessThan((insurance?.newPaidFen ?? 0) * 1.15);
    }
  });
});

const KINDS = [
  ['daughter', 'granted'],
  ['mothers-son', 'granted'],
  ['elder-sister', 'granted'],
  ['younger-brother', 'granted'],
  ['centenarians-son', 'granted'],
  ['two-systems', 'granted'],
  ['flexible-employment', 'granted'],
  ['national-certificate', 'granted'],
  ['new-years-eve', 'granted'],
  ['registered-spouse', 'granted'],
  ['moved-out', 'granted'],
  ['not-yet-recorded', 'open'],
  ['step-son', 'open'],
  ['spouse', 'open'],
  ['married-out-daughter', 'open'],
  ['hong-kong-son', 'open'],
  ['old-number', 'open'],
  ['date-conflict', 'open'],
  ['minority-name', 'open'],
  ['rare-character', 'open'],
  ['work-injury', 'not_payable'],
  ['residents-pension', 'not_payable'],
  ['resident-elsewhere', 'not_payable'],
  ['resident-contributing', 'not_payable'],
  ['welfare-elsewhere', 'not_payable'],
  ['already-paid', 'not_payable'],
  ['divorced-spouse', 'not_payable'],
  ['daughter-in-law', 'not_payable'],
] as const;

describe('the truth of the stories', () => {
  test.each(KINDS)('%s is %s', (key, kind) => {
    const story = city.stories.find((candidate) => candidate.key === key);
    expect(story && truthOf(city, story).outcome.kind).toBe(kind);
  });

  test('is told of every story', () => {
    expect(KINDS.map(([key]) => key).sort()).toEqual(city.stories.map(({ key }) => key).sort());
  });

  test('names what data alone does not settle', () => {
    const unsettled = Object.fromEntries(
      city.stories.flatMap((story) => {
        const { outcome } = truthOf(city, story);
        return outcome.kind === 'open' ? [[story.key, outcome.unsettled]] : [];
      }),
    );
    expect(unsettled).toEqual({
      'not-yet-recorded': ['death'],
      'step-son': ['kinship'],
      spouse: ['kinship'],
      'married-out-daughter': ['kinship'],
      'hong-kong-son': ['kinship'],
      'old-number': ['contributions'],
      'date-conflict': ['death'],
      'minority-name': ['contributions', 'account'],
      'rare-character': ['account'],
    });
  });
});
