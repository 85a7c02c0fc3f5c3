import type { ServiceDocument } from '#domain/service.ts';

type Facts = ServiceDocument['examples'][number]['facts'];

const SOURCE = '国发〔2014〕8号；虚构的算例';

/** A pensioner with 15 years of contributions to whom one month was paid after the death; examples differ from her. */
export const PENSIONER: Facts = {
  claim: { relation: 'child', funeralFund: 'PENSION', account: '9999990000000000000' },
  insured: { scheme: 'RESIDENT' },
  certificate: { deathDate: '2026-06-10' },
  register: { cancelledForDeath: true, deathDate: '2026-06-10' },
  contributions: { actualMonths: 180 },
  balance: { balanceFen: 631245 },
  pension: { lastPaidMonth: '2026-07', monthlyFen: 24500 },
  paid: { funeralPaid: false },
  kin: { relation: 'child', near: true, certainty: 'certain' },
  account: { belongs: true },
};

/** The choices of the example city. */
export const BY_YEARS = {
  offset: 'ACCOUNT_ONLY',
  scheme: 'BY_YEARS',
  grantBelow15: '1000',
  grantFrom15: '1500',
  exclusiveWithEmployees: 'true',
};

export const examples: ServiceDocument['examples'] = [
  {
    title: 'Fifteen years exactly; one month paid after the death is taken off the balance',
    source: `${SOURCE}，6,312.45−245.00＝6,067.45元，丧葬补助金1,500元`,
    facts: PENSIONER,
    parameters: BY_YEARS,
    expect: { kind: 'granted', amountsFen: { balance: 606745, funeral: 150000 } },
  },
  {
    title: 'A month short of fifteen years',
    source: SOURCE,
    facts: { ...PENSIONER, contributions: { actualMonths: 179 } },
    parameters: BY_YEARS,
    expect: { kind: 'granted', amountsFen: { balance: 606745, funeral: 100000 } },
  },
  {
    title: 'Another insurance’s funeral grant was chosen: the balance is paid all the same',
    source: '社会保险法第四十九条；虚构的算例',
    facts: {
      ...PENSIONER,
      claim: { relation: 'child', funeralFund: 'UNEMPLOYMENT', account: '9999990000000000000' },
    },
    parameters: BY_YEARS,
    expect: { kind: 'granted', amountsFen: { balance: 606745, funeral: 0 } },
  },
  {
    title: 'A place without a funeral grant',
    source: SOURCE,
    facts: PENSIONER,
    parameters: { ...BY_YEARS, scheme: 'NONE' },
    expect: { kind: 'granted', amountsFen: { balance: 606745, funeral: 0 } },
  },
  {
    title: 'A place with a fixed funeral grant',
    source: SOURCE,
    facts: PENSIONER,
    parameters: { ...BY_YEARS, scheme: 'FIXED', fixedGrant: '800' },
    expect: { kind: 'granted', amountsFen: { balance: 606745, funeral: 80000 } },
  },
  {
    title: 'A place that pays twelve months of basic pension',
    source: SOURCE,
    facts: PENSIONER,
    parameters: {
      ...BY_YEARS,
      scheme: 'MONTHS_OF_BASIC_PENSION',
      grantMonths: '12',
      basicPension: '163.50',
    },
    expect: { kind: 'granted', amountsFen: { balance: 606745, funeral: 196200 } },
  },
  {
    title: 'A place that has not published the figure of its scheme: the case waits for it',
    source: SOURCE,
    facts: PENSIONER,
    parameters: { ...BY_YEARS, scheme: 'FIXED' },
    expect: { kind: 'open', needs: ['fixedGrant'] },
  },
  {
    title: 'A word that is no known scheme is left to a person',
    source: SOURCE,
    facts: PENSIONER,
    parameters: { ...BY_YEARS, scheme: 'BY_AGE' },
    expect: { kind: 'person', criterion: 'something-due' },
  },
  {
    title: 'A balance below what was overpaid is used up, never below nothing',
    source: '社会保险经办条例第四十六条；虚构的算例',
    facts: { ...PENSIONER, balance: { balanceFen: 24499 } },
    parameters: BY_YEARS,
    expect: { kind: 'granted', amountsFen: { balance: 0, funeral: 150000 } },
  },
  {
    title: 'Neither a balance nor a funeral grant',
    source: SOURCE,
    facts: {
      ...PENSIONER,
      balance: { balanceFen: 0 },
      pension: { lastPaidMonth: '2026-06', monthlyFen: 24500 },
    },
    parameters: { ...BY_YEARS, scheme: 'NONE' },
    expect: { kind: 'not_applicable', criterion: 'something-due' },
  },
  {
    title:
      'Nothing to draw and something owed: nothing to grant here, and what is owed becomes a matter of its own',
    source: '社会保险经办条例第四十六条；虚构的算例',
    facts: { ...PENSIONER, balance: { balanceFen: 0 } },
    parameters: { ...BY_YEARS, scheme: 'NONE' },
    expect: { kind: 'not_applicable', criterion: 'not-only-owed' },
  },
  {
    title: 'Somebody insured as an employee: nothing else is asked',
    source: SOURCE,
    facts: { claim: PENSIONER.claim ?? null, insured: { scheme: 'EMPLOYEE' } },
    parameters: {},
    expect: { kind: 'not_applicable', criterion: 'resident-scheme' },
  },
  {
    title: 'A funeral grant that was paid already goes to a person',
    source: '社会保险法第四十九条；虚构的算例',
    facts: { ...PENSIONER, paid: { funeralPaid: true } },
    parameters: BY_YEARS,
    expect: { kind: 'person', criterion: 'funeral-not-paid' },
  },
];
