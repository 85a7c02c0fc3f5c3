import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { getEvidenceType, getService } from '#catalogue/index.ts';
import { Answer, type FactFields, UnavailableCause } from './answer.ts';
import { FAMILY_RELATIONS } from './codes/family-relation.ts';
import { type AskedOf, readAnswer as read, readCommitment } from './reading.ts';
import type { Requirement } from './service.ts';

const service = getService('survivor-benefit');
const AT = '2026-04-21T14:02:04+08:00';
const told = { source: '登记系统', asOf: AT };
const readAnswer = (asked: AskedOf, answer: Answer) => read(asked, answer, new Date(AT));

function requirementOf(id: string): Requirement {
  const found = service.requirements.find((requirement) => requirement.id === id);
  if (found === undefined) throw new Error(`no requirement ${id}`);
  return found;
}

function askedOf(id: string, index = 0): AskedOf {
  const requirement = requirementOf(id);
  const rung = requirement.ladder[index];
  if (rung?.means !== 'data_share') throw new Error(`${id} has no question ${index}`);
  return { rung, evidence: getEvidenceType(rung.evidence), subjects: requirement.subjects };
}

const confirmed = (fields: FactFields, flags: string[] = []) =>
  Answer.parse({ kind: 'confirmed', fields, flags, ...told });
const CERTIFICATE = { deathDate: '2026-03-18', causeClass: 'NORMAL' };

describe('a confirmed answer', () => {
  test('establishes the fields that were asked', () => {
    expect(readAnswer(askedOf('certificate'), confirmed(CERTIFICATE))).toEqual({
      effect: 'established',
      value: CERTIFICATE,
    });
  });

  test('loses what nobody asked for, such as a cause of death', () => {
    const effect = readAnswer(askedOf('certificate'), confirmed({ ...CERTIFICATE, cause: 'I21.9' }));
    expect(effect).toEqual({ effect: 'established', value: CERTIFICATE });
  });

  test.each<[string, FactFields]>([
    ['a missing field', { deathDate: '2026-03-18' }],
    ['an empty field that is not optional', { ...CERTIFICATE, deathDate: null }],
    ['a date that does not exist', { ...CERTIFICATE, deathDate: '2026-02-30' }],
    ['a date known to the month only', { ...CERTIFICATE, deathDate: '2026-03' }],
    ['a code that the type does not have', { ...CERTIFICATE, causeClass: 'I21.9' }],
    ['a code that is a property of every object', { ...CERTIFICATE, causeClass: 'constructor' }],
    ['a number for a date', { ...CERTIFICATE, deathDate: 20260318 }],
  ])('with %s confirms nothing', (_, fields) => {
    expect(readAnswer(askedOf('certificate'), confirmed(fields))).toEqual({
      effect: 'lower',
      reason: 'wrong',
    });
  });

  test.each([-1, 1.5, '12', true])('does not take %s for a count', (drawnMonths) => {
    const fields = { retired: true, retireMonth: '2008-04', drawnMonths: 1, lastPaidMonth: '2026-03' };
    const answer = { ...confirmed(fields), fields: { ...fields, drawnMonths } };
    expect(readAnswer(askedOf('pension'), answer)).toEqual({ effect: 'lower', reason: 'wrong' });
  });

  test('may leave an optional field out', () => {
    const value = { retired: false, retireMonth: null, drawnMonths: 0, lastPaidMonth: null };
    expect(readAnswer(askedOf('pension'), confirmed({ retired: false, drawnMonths: 0 }))).toEqual({
      effect: 'established',
      value,
    });
  });

  test('about contested data stops for a person', () => {
    const effect = readAnswer(askedOf('certificate'), confirmed(CERTIFICATE, ['disputed']));
    expect(effect).toEqual({ effect: 'stop', reason: 'disputed' });
  });

  test('that holds the applicant for dead stops for a person, and one about the deceased does not', () => {
    expect(readAnswer(askedOf('account'), confirmed({ belongs: true }, ['deceased']))).toEqual({
      effect: 'stop',
      reason: 'deceased',
    });
    expect(readAnswer(askedOf('certificate'), confirmed(CERTIFICATE, ['deceased'])).effect).toBe(
      'established',
    );
  });

  test('from stale data is not decided on', () => {
    const effect = readAnswer(askedOf('certificate'), confirmed(CERTIFICATE, ['stale']));
    expect(effect).toEqual({ effect: 'lower', reason: 'stale' });
  });
});

describe('no record', () => {
  const none = Answer.parse({ kind: 'no_record', ...told });

  test.each(['certificate', 'register', 'insured', 'contributions', 'oldContributions', 'kin', 'account'])(
    'of %s is never a no',
    (id) => {
      expect(readAnswer(askedOf(id), none)).toEqual({ effect: 'lower', reason: 'no_record' });
    },
  );

  test.each<[string, FactFields]>([
    ['paid', { funeralPaid: false, gratuityPaid: false, fund: null }],
    ['injury', { recognition: 'NONE' }],
    ['pension', { retired: false, retireMonth: null, drawnMonths: 0, lastPaidMonth: null }],
  ])('in the complete register of %s reads as its definition says', (id, value) => {
    expect(readAnswer(askedOf(id), none)).toEqual({ effect: 'established', value });
  });
});

describe('an answer that is too old', () => {
  const asked = askedOf('pension');
  const fields = { retired: true, retireMonth: '2008-04', drawnMonths: 216, lastPaidMonth: '2026-03' };
  const daysLater = (days: number) => new Date(Date.parse(AT) + days * 86_400_000);

  test('goes down the ladder, though the department calls it current', () => {
    expect(read(asked, confirmed(fields), daysLater(60)).effect).toBe('established');
    expect(read(asked, confirmed(fields), daysLater(121))).toEqual({ effect: 'lower', reason: 'stale' });
  });

  test('goes down the ladder for one field that its source no longer refreshes', () => {
    const answer = { ...confirmed(fields), fieldAsOf: { lastPaidMonth: '2025-01-01T00:00:00+08:00' } };
    expect(read(asked, answer, daysLater(0))).toEqual({ effect: 'lower', reason: 'stale' });
  });

  test('that no entry was found says nothing of now', () => {
    const none = Answer.parse({ kind: 'no_record', ...told });
    expect(read(asked, none, daysLater(0)).effect).toBe('established');
    expect(read(asked, none, daysLater(121))).toEqual({ effect: 'lower', reason: 'stale' });
  });
});

describe('an answer that is none', () => {
  const unavailable = (cause: string) => Answer.parse({ kind: 'unavailable', cause, retryAt: null });

  test.each(UnavailableCause.options)('because of %s is waited for', (cause) => {
    expect(readAnswer(askedOf('kin'), unavailable(cause))).toEqual({ effect: 'wait' });
  });

  test('but pending is waited for', () => {
    const pending = Answer.parse({ kind: 'pending', ticket: 't', expectedAt: AT });
    expect(readAnswer(askedOf('kin'), pending)).toEqual({ effect: 'wait' });
  });

  test('but a contradiction stops', () => {
    const contradicted = Answer.parse({ kind: 'contradicted', fields: {}, ...told });
    expect(readAnswer(askedOf('account'), contradicted)).toEqual({ effect: 'stop', reason: 'contradicted' });
  });

  test('but ambiguous or not permitted goes down the ladder', () => {
    const ambiguous = Answer.parse({ kind: 'ambiguous', candidates: 2, reason: 'same name', ...told });
    expect(readAnswer(askedOf('kin'), ambiguous)).toEqual({ effect: 'lower', reason: 'ambiguous' });
    const forbidden = Answer.parse({ kind: 'not_permitted', rule: 'grant' });
    expect(readAnswer(askedOf('kin'), forbidden)).toEqual({ effect: 'lower', reason: 'not_permitted' });
  });
});

describe('one household register', () => {
  const household = (firstRelation: string, secondRelation: string) =>
    readAnswer(askedOf('kin'), confirmed({ firstRelation, secondRelation }));

  test('establishes a head’s daughter as his child', () => {
    expect(household('02', '30')).toEqual({
      effect: 'established',
      value: { relation: 'child', near: true, certainty: 'certain' },
    });
  });

  test('establishes that a daughter-in-law is no close relative', () => {
    expect(household('02', '38')).toMatchObject({ effect: 'established', value: { near: false } });
  });

  test('does not prove a marriage', () => {
    expect(household('02', '12')).toEqual({ effect: 'lower', reason: 'likely' });
  });

  test('does not tell a grandchild’s parent from an uncle', () => {
    expect(household('20', '41')).toEqual({ effect: 'lower', reason: 'ambiguous' });
  });

  test('says nothing of two who are not relatives of one another by it', () => {
    expect(household('99', '02')).toEqual({ effect: 'lower', reason: 'not_derivable' });
  });

  test('with a code that the standard does not have confirms nothing', () => {
    expect(household('02', '3')).toEqual({ effect: 'lower', reason: 'wrong' });
  });

  test('never establishes a close relative on anything but certainty, for any two codes', () => {
    const codes = fc.constantFrom(...Object.keys(FAMILY_RELATIONS));
    fc.assert(
      fc.property(codes, codes, (deceased, applicant) => {
        const effect = household(deceased, applicant);
        if (effect.effect !== 'established') return;
        expect(effect.value.certainty).toBe('certain');
        expect(typeof effect.value.near).toBe('boolean');
      }),
    );
  });
});

describe('a birth certificate', () => {
  const birth = (fatherIsDeceased: boolean, motherIsDeceased: boolean) =>
    readAnswer(askedOf('kin', 1), confirmed({ fatherIsDeceased, motherIsDeceased }));

  test.each([
    [true, false],
    [false, true],
  ])('that names the deceased as a parent makes the applicant the child', (father, mother) => {
    expect(birth(father, mother)).toEqual({
      effect: 'established',
      value: { relation: 'child', near: true, certainty: 'certain' },
    });
  });

  test('that names others is no proof against adoption', () => {
    expect(birth(false, false)).toEqual({ effect: 'lower', reason: 'not_derivable' });
  });
});

describe('the marriage registers', () => {
  const marriage = (state: string) => readAnswer(askedOf('kin', 2), confirmed({ state }));

  test('that have the two as married make the applicant the spouse, beyond doubt', () => {
    expect(marriage('MARRIED')).toEqual({
      effect: 'established',
      value: { relation: 'spouse', near: true, certainty: 'certain' },
    });
  });

  test.each(['DIVORCED', 'ANNULLED'])(
    'that say %s stop for a person, and no commitment is offered over them',
    (state) => {
      expect(marriage(state)).toEqual({ effect: 'stop', reason: 'contradicted' });
    },
  );

  test('without an entry say nothing about a marriage: the next means is offered', () => {
    expect(readAnswer(askedOf('kin', 2), Answer.parse({ kind: 'no_record', ...told }))).toEqual({
      effect: 'lower',
      reason: 'no_record',
    });
  });

  test('with a word that they do not have confirm nothing', () => {
    expect(marriage('WIDOWED')).toEqual({ effect: 'lower', reason: 'wrong' });
  });
});

test('a commitment establishes what it says and copies the answer that it refers to', () => {
  const rung = requirementOf('kin').ladder.find(({ means }) => means === 'commitment');
  if (rung?.means !== 'commitment') throw new Error('kinship can be committed to');
  expect(readCommitment(rung, { relation: 'spouse' })).toEqual({
    relation: 'spouse',
    near: true,
    certainty: 'committed',
  });
});
