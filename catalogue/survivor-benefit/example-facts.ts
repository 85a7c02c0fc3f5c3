import type { ServiceDocument } from '#domain/service.ts';

type Facts = ServiceDocument['examples'][number]['facts'];

/** A retired man whose death both departments registered, with everything else in order; examples differ from him. */
export const PENSIONER: Facts = {
  claim: { relation: 'child', funeralFund: 'PENSION', account: '9999990000000000000' },
  certificate: { deathDate: '2026-03-18', causeClass: 'NORMAL' },
  register: { cancelledForDeath: true, deathDate: '2026-03-18' },
  injury: { recognition: 'NONE' },
  insured: { scheme: 'EMPLOYEE', status: 'RETIRED' },
  contributions: { actualMonths: 400, deemedMonths: 0, migrated: true, flexible: false, ownPaidFen: 8600000 },
  oldContributions: null,
  pension: { retired: true, retireMonth: '2008-04', drawnMonths: 216, lastPaidMonth: '2026-03' },
  paid: { funeralPaid: false, gratuityPaid: false, fund: null },
  kin: { relation: 'child', near: true, certainty: 'certain' },
  account: { belongs: true },
};

/** A woman who was still at work. */
export const IN_WORK: Facts = {
  ...PENSIONER,
  insured: { scheme: 'EMPLOYEE', status: 'ACTIVE' },
  contributions: { actualMonths: 180, deemedMonths: 0, migrated: true, flexible: false, ownPaidFen: 4200000 },
  pension: { retired: false, retireMonth: null, drawnMonths: 0, lastPaidMonth: null },
};

/** The figures of the make-believe province for a death in 2026. */
export const FIGURES_2026 = {
  income: '66505',
  partialContribution: 'PRORATA',
  partialDrawn: 'PRORATA',
  rounding: 'MULTIPLY_THEN_ROUND',
  unit: '0.01',
};
