import type { ServiceDocument } from '#domain/service.ts';

type Facts = ServiceDocument['examples'][number]['facts'];

const SOURCE = '社会保险经办条例第二十五条、第四十六条；虚构的算例';

/** One month paid after the death, and nothing left in the account; examples differ from it. */
export const ONE_MONTH: Facts = {
  claim: {},
  certificate: { deathDate: '2026-03-18' },
  register: { cancelledForDeath: true, deathDate: '2026-03-18' },
  pension: { lastPaidMonth: '2026-04', monthlyFen: 386050 },
  balance: { balanceFen: 0 },
};

const SET_OFF = { offset: 'ACCOUNT_ONLY' };

export const examples: ServiceDocument['examples'] = [
  {
    title: 'One month paid after the death, no balance to set it off against',
    source: `${SOURCE}，3,860.50元`,
    facts: ONE_MONTH,
    parameters: SET_OFF,
    expect: { kind: 'granted', amountsFen: { overpaid: 386050 } },
  },
  {
    title: 'Two months over the turn of the year, a part of them covered by the account',
    source: `${SOURCE}，2×3,860.50−1,000.00＝6,721.00元`,
    facts: {
      ...ONE_MONTH,
      certificate: { deathDate: '2025-12-31' },
      register: { cancelledForDeath: true, deathDate: '2025-12-31' },
      pension: { lastPaidMonth: '2026-02', monthlyFen: 386050 },
      balance: { balanceFen: 100000 },
    },
    parameters: SET_OFF,
    expect: { kind: 'granted', amountsFen: { overpaid: 672100 } },
  },
  {
    title: 'The account covers all of it: nothing is to be returned',
    source: SOURCE,
    facts: { ...ONE_MONTH, balance: { balanceFen: 386050 } },
    parameters: SET_OFF,
    expect: { kind: 'not_applicable', criterion: 'something-owed' },
  },
  {
    title: 'The pension of the month of death itself is due',
    source: SOURCE,
    facts: { ...ONE_MONTH, pension: { lastPaidMonth: '2026-03', monthlyFen: 386050 } },
    parameters: SET_OFF,
    expect: { kind: 'not_applicable', criterion: 'something-owed' },
  },
  {
    title: 'A place that sets nothing off asks for all of it back',
    source: SOURCE,
    facts: { ...ONE_MONTH, balance: { balanceFen: 386050 } },
    parameters: { offset: 'NONE' },
    expect: { kind: 'granted', amountsFen: { overpaid: 386050 } },
  },
  {
    title: 'A way of setting off that the rules do not know is left to a person',
    source: SOURCE,
    facts: ONE_MONTH,
    parameters: { offset: 'CONSENT_OFFSET' },
    expect: { kind: 'person', criterion: 'something-owed' },
  },
  {
    title: 'Where the two dates of death differ by a month a person looks first',
    source: '民法典第十五条；虚构的算例',
    facts: { ...ONE_MONTH, register: { cancelledForDeath: true, deathDate: '2026-04-18' } },
    parameters: SET_OFF,
    expect: { kind: 'person', criterion: 'death-dates-agree' },
  },
];
