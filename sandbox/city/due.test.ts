import { describe, expect, test } from 'vitest';
import { buildCity } from './city.ts';
import { type DueCase, duesFor } from './due.ts';
import { localFuneral } from './funerals.ts';
import type { Person } from './person.ts';
import { truthOf } from './truth.ts';

const city = buildCity(200);

function duesOf(key: string) {
  const story = city.stories.find((candidate) => candidate.key === key);
  if (!story) throw new Error(`no story ${key}`);
  return truthOf(city, story).dues;
}
const ofPerson = (person: Person, kinship: 'child' | 'child_in_law' = 'child') => {
  if (!person.death) throw new Error('nobody has died');
  return duesFor(person, person.death, kinship);
};
const nothing = (because: string) => ({ kind: 'nothing', because });

describe('what a death is worth in all', () => {
  test('to the daughter: the survivors’ benefit, and a month of pension to give back', () => {
    expect(duesOf('daughter')).toEqual({
      'survivor-benefit': {
        kind: 'due',
        items: { funeral: 1_108_417, gratuity: 4_987_875 },
        fen: 6_096_292,
      },
      'personal-account': nothing('nothing_left'),
      'resident-pension': nothing('scheme'),
      'funeral-service': nothing('netted_off'),
      'pension-repayment': { kind: 'due', items: { repayment: 386_050 }, fen: 386_050 },
    });
  });

  test('to the son of somebody flexibly employed: 14,620.80 and the account of 15,102.33', () => {
    const dues = duesOf('flexible-employment');
    expect(dues?.['survivor-benefit']).toEqual({
      kind: 'due',
      items: { funeral: 1_108_417, gratuity: 353_663 },
      fen: 1_462_080,
    });
    expect(dues?.['personal-account']).toEqual({
      kind: 'due',
      items: { balance: 1_510_233 },
      fen: 1_510_233,
    });
    expect(dues?.['funeral-service']).toEqual(nothing('netted_off'));
    expect(dues?.['pension-repayment']).toEqual(nothing('nothing_overpaid'));
  });

  test('to the daughter of a resident cremated elsewhere: 8,459.45, the month too many against the account', () => {
    expect(duesOf('resident-elsewhere')).toEqual({
      'survivor-benefit': nothing('scheme'),
      'personal-account': nothing('scheme'),
      'resident-pension': { kind: 'due', items: { funeral: 150_000, balance: 606_745 }, fen: 756_745 },
      'funeral-service': {
        kind: 'due',
        items: {
          transfer: 22_200,
          handling: 0,
          disinfection: 6_000,
          storage: 16_000,
          farewell: 0,
          cremation: 25_000,
          urn: 15_000,
          keeping: 5_000,
        },
        fen: 89_200,
      },
      'pension-repayment': nothing('nothing_overpaid'),
    });
  });

  test('to the son of a resident who had not drawn a pension: the lower grant and the whole account', () => {
    expect(duesOf('resident-contributing')?.['resident-pension']).toEqual({
      kind: 'due',
      items: { funeral: 100_000, balance: 438_620 },
      fen: 538_620,
    });
  });

  test('to the son of somebody on an allowance: every service at most at its price and units', () => {
    expect(duesOf('welfare-elsewhere')?.['funeral-service']).toMatchObject({ kind: 'due', fen: 147_000 });
  });

  test('is not told while nobody has died', () => {
    expect(duesOf('not-yet-recorded')).toBeNull();
  });
});

describe('what is due', () => {
  const resident = city.get('resident-elsewhere-deceased');

  test('to a relative who is no heir is nothing', () => {
    const dues = ofPerson(resident, 'child_in_law');
    for (const one of ['resident-pension', 'funeral-service'] satisfies DueCase[])
      expect(dues[one]).toEqual(nothing('not_kin'));
  });

  test('of the funeral is nothing for people who had moved away, and where no sheet was sent in', () => {
    expect(duesOf('moved-out')?.['funeral-service']).toEqual(nothing('not_local'));
    const { death } = resident;
    if (!death) throw new Error('the resident has died');
    const funeral = localFuneral(death.date, '990102001', { nettedOff: false, sheet: 'missing' });
    expect(ofPerson({ ...resident, death: { ...death, funeral } })['funeral-service']).toEqual(
      nothing('no_sheet'),
    );
  });

  test('to the fund is what the account does not cover', () => {
    const { insurance } = resident;
    if (!insurance) throw new Error('the resident is insured');
    const dues = ofPerson({ ...resident, insurance: { ...insurance, balanceFen: 4_500 } });
    expect(dues['pension-repayment']).toEqual({ kind: 'due', items: { repayment: 20_000 }, fen: 20_000 });
    expect(dues['resident-pension']).toMatchObject({ items: { balance: 0 } });
  });
});
