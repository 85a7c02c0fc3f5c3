import type { ServiceDocument } from '#domain/service.ts';
import { FIGURES_2026, IN_WORK, PENSIONER } from './example-facts.ts';

/** Worked examples: published figures first, then the ways in which a case may end. They are the definition's tests. */
export const examples: ServiceDocument['examples'] = [
  {
    title: 'Gansu 2021: 21 years and 3 months at work, 15.25 months of gratuity',
    source: '甘肃省企业职工遗属待遇公布的算例：33,822÷12，5,637.00＋42,982.13＝48,619.13元',
    facts: {
      ...IN_WORK,
      certificate: { deathDate: '2021-10-11', causeClass: 'NORMAL' },
      register: { cancelledForDeath: true, deathDate: '2021-10-11' },
      contributions: {
        actualMonths: 255,
        deemedMonths: 0,
        migrated: true,
        flexible: false,
        ownPaidFen: 5000000,
      },
    },
    parameters: { ...FIGURES_2026, income: '33822' },
    expect: { kind: 'granted', amountsFen: { funeral: 563700, gratuity: 4298213 } },
  },
  {
    title: 'Shandong 2022: the least that a pensioner’s family draws, rounded at the end',
    source: '山东省滕州市2022年公布的退休人员最低合计43,143.83元（47,066÷12×11）',
    facts: {
      ...PENSIONER,
      certificate: { deathDate: '2022-06-15', causeClass: 'NORMAL' },
      register: { cancelledForDeath: true, deathDate: '2022-06-15' },
      pension: { retired: true, retireMonth: '2002-06', drawnMonths: 240, lastPaidMonth: '2022-05' },
    },
    parameters: { ...FIGURES_2026, income: '47066' },
    expect: { kind: 'granted', amountsFen: { funeral: 784433, gratuity: 3529950 } },
  },
  {
    title: 'Pensioner of 18 years: 24 less 18 is below 9, so 9 months',
    source: '人社部发〔2021〕18号；虚构的算例，收入66,505元',
    facts: PENSIONER,
    parameters: FIGURES_2026,
    expect: { kind: 'granted', amountsFen: { funeral: 1108417, gratuity: 4987875 } },
  },
  {
    title: 'A month paid after the death does not count as drawn',
    source: '人社部发〔2021〕18号；虚构的算例，4月养老金在登记去世前已经发出',
    facts: {
      ...PENSIONER,
      pension: { retired: true, retireMonth: '2017-11', drawnMonths: 102, lastPaidMonth: '2026-04' },
    },
    parameters: FIGURES_2026,
    expect: { kind: 'granted', amountsFen: { funeral: 1108417, gratuity: 8636413 } },
  },
  {
    title: 'Flexibly employed below five years: both together are capped, the funeral grant is filled first',
    source: '人社部发〔2021〕18号；虚构的算例，43个月，本人缴费14,620.80元',
    facts: {
      ...IN_WORK,
      contributions: {
        actualMonths: 43,
        deemedMonths: 0,
        migrated: true,
        flexible: true,
        ownPaidFen: 1462080,
      },
    },
    parameters: FIGURES_2026,
    expect: { kind: 'granted', amountsFen: { funeral: 1108417, gratuity: 353663 } },
  },
  {
    title: 'Contributions that are only in the old system are added, the overlap once',
    source: '人社部发〔2021〕18号；虚构的算例，新系统120个月，老系统200个月，其中20个月重叠',
    facts: {
      ...IN_WORK,
      contributions: {
        actualMonths: 120,
        deemedMonths: 0,
        migrated: false,
        flexible: false,
        ownPaidFen: 4000000,
      },
      oldContributions: {
        actualMonths: 200,
        deemedMonths: 60,
        monthsFrom2009: 20,
        ownPaidFen: 900000,
        paidFrom2009Fen: 200000,
      },
    },
    parameters: FIGURES_2026,
    expect: { kind: 'granted', amountsFen: { funeral: 1108417, gratuity: 13301000 } },
  },
  {
    title: 'The family draws the unemployment insurance’s funeral grant: here the gratuity alone',
    source: '社会保险法第四十九条；虚构的算例',
    facts: {
      ...PENSIONER,
      claim: { relation: 'child', funeralFund: 'UNEMPLOYMENT', account: '9999990000000000000' },
    },
    parameters: FIGURES_2026,
    expect: { kind: 'granted', amountsFen: { funeral: 0, gratuity: 4987875 } },
  },
  {
    title: 'Without a choice of the funeral grant’s fund a person asks',
    source: '社会保险法第四十九条；虚构的算例',
    facts: { ...PENSIONER, claim: { relation: 'child', account: '9999990000000000000' } },
    parameters: FIGURES_2026,
    expect: { kind: 'person', criterion: 'funeral-fund-chosen' },
  },
  {
    title: 'A recognised work injury belongs to the work injury insurance',
    source: '社会保险法第十七条、第四十九条',
    facts: { ...IN_WORK, injury: { recognition: 'RECOGNISED' } },
    parameters: FIGURES_2026,
    expect: { kind: 'not_applicable', criterion: 'not-work-injury' },
  },
  {
    title: 'Residents’ pension insurance is another service, and nothing else has to be known for that',
    source: '社会保险法第十七条',
    facts: { claim: PENSIONER.claim ?? null, insured: { scheme: 'RESIDENT', status: 'RETIRED' } },
    parameters: {},
    expect: { kind: 'not_applicable', criterion: 'employee-scheme' },
  },
  {
    title: 'Dates of death in two months go to a person',
    source: '民法典第十五条',
    facts: { ...PENSIONER, register: { cancelledForDeath: true, deathDate: '2026-04-01' } },
    parameters: FIGURES_2026,
    expect: { kind: 'person', criterion: 'death-dates-agree' },
  },
  {
    title: 'A daughter-in-law by the register is not refused but goes to a person',
    source: '民法典第一千零四十五条；个人信息保护法第二十四条',
    facts: { ...PENSIONER, kin: { relation: 'child_in_law', near: false, certainty: 'certain' } },
    parameters: FIGURES_2026,
    expect: { kind: 'person', criterion: 'near-relative' },
  },
  {
    title: 'Without the income figure of last year the case waits for it',
    source: '人社部发〔2021〕18号',
    facts: PENSIONER,
    parameters: {
      partialContribution: 'PRORATA',
      partialDrawn: 'PRORATA',
      rounding: 'MULTIPLY_THEN_ROUND',
      unit: '0.01',
    },
    expect: { kind: 'open', needs: ['income'] },
  },
];
