import type { ServiceDocument } from '#domain/service.ts';

type Facts = ServiceDocument['examples'][number]['facts'];

const SOURCE = '社会保险法第十四条；虚构的算例';

/** A woman who died at work with 15,102.33 yuan in her account; examples differ from her. */
export const IN_WORK: Facts = {
  claim: { relation: 'spouse', account: '9999990000000000000' },
  insured: { scheme: 'EMPLOYEE' },
  certificate: { deathDate: '2026-05-06' },
  register: { cancelledForDeath: true, deathDate: '2026-05-06' },
  balance: { balanceFen: 1510233 },
  pension: { lastPaidMonth: null, monthlyFen: null },
  kin: { relation: 'spouse', near: true, certainty: 'certain' },
  account: { belongs: true },
};

/** A pensioner to whom one month was paid after his death. */
export const OVERPAID: Facts = {
  ...IN_WORK,
  certificate: { deathDate: '2026-03-18' },
  register: { cancelledForDeath: true, deathDate: '2026-03-18' },
  pension: { lastPaidMonth: '2026-04', monthlyFen: 386050 },
};

const SET_OFF = { offset: 'ACCOUNT_ONLY' };

export const examples: ServiceDocument['examples'] = [
  {
    title: 'In work, principal and interest go to the heirs',
    source: `${SOURCE}，余额15,102.33元`,
    facts: IN_WORK,
    parameters: SET_OFF,
    expect: { kind: 'granted', amountsFen: { balance: 1510233 } },
  },
  {
    title: 'A pensioner whose account was used up: nothing to inherit',
    source: SOURCE,
    facts: { ...OVERPAID, balance: { balanceFen: 0 } },
    parameters: SET_OFF,
    expect: { kind: 'not_applicable', criterion: 'account-has-balance' },
  },
  {
    title: 'The month paid after the death is taken off the balance',
    source: '社会保险经办条例第四十六条；虚构的算例，5,000.00−3,860.50＝1,139.50元',
    facts: { ...OVERPAID, balance: { balanceFen: 500000 } },
    parameters: SET_OFF,
    expect: { kind: 'granted', amountsFen: { balance: 113950 } },
  },
  {
    title: 'A set-off that takes the last fen leaves nothing to pay',
    source: '社会保险经办条例第四十六条；虚构的算例，余额等于多发的一个月',
    facts: { ...OVERPAID, balance: { balanceFen: 386050 } },
    parameters: SET_OFF,
    expect: { kind: 'not_applicable', criterion: 'left-after-set-off' },
  },
  {
    title: 'A place that sets nothing off pays the whole balance',
    source: '社会保险经办条例第四十六条；虚构的算例',
    facts: { ...OVERPAID, balance: { balanceFen: 500000 } },
    parameters: { offset: 'NONE' },
    expect: { kind: 'granted', amountsFen: { balance: 500000 } },
  },
  {
    title: 'A way of setting off that the rules do not know is left to a person',
    source: '社会保险经办条例第四十六条；虚构的算例',
    facts: { ...OVERPAID, balance: { balanceFen: 500000 } },
    parameters: { offset: 'CONSENT_OFFSET' },
    expect: { kind: 'person', criterion: 'left-after-set-off' },
  },
  {
    title: 'Residents’ insurance is another item, and nothing else has to be known for that',
    source: SOURCE,
    facts: { claim: IN_WORK.claim ?? null, insured: { scheme: 'RESIDENT' } },
    parameters: {},
    expect: { kind: 'not_applicable', criterion: 'employee-scheme' },
  },
  {
    title: 'A brother inherits only where nobody comes before him: a person looks',
    source: '民法典第一千一百二十七条；虚构的算例',
    facts: { ...IN_WORK, kin: { relation: 'sibling', near: true, certainty: 'certain' } },
    parameters: SET_OFF,
    expect: { kind: 'person', criterion: 'first-order-heir' },
  },
];
