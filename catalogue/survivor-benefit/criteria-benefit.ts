import type { ServiceDocument } from '#domain/service.ts';
import { INSURANCE_17 } from '../after-a-death/clauses.ts';
import { funeralFundChosen, funeralNotPaid } from '../after-a-death/criteria.ts';

const CIRCULAR = {
  'zh-CN': '人社部发〔2021〕18号',
  'zh-TW': '人社部發〔2021〕18號',
  en: '人社部发〔2021〕18号',
};

/** Insured under this scheme, not paid before, and records that fit one another. */
export const benefitCriteria: ServiceDocument['criteria'] = [
  {
    id: 'employee-scheme',
    clause: INSURANCE_17,
    statement: {
      'zh-CN': '逝者参加企业职工基本养老保险',
      'zh-TW': '逝者參加企業職工基本養老保險',
      en: 'The person was insured under the employees’ basic pension insurance',
    },
    expression: 'insured.scheme = "EMPLOYEE"',
    whenFails: 'not_applicable',
    message: {
      'zh-CN': '逝者参加的是另一种养老保险，标准不同，不在这一项里办。需要的话可以转工作人员。',
      'zh-TW': '逝者參加的是另一種養老保險，標準不同，不在這一項裡辦。需要的話可以轉工作人員。',
      en: 'The person was insured under another pension scheme with other rates, which is not handled under this item. You may ask for a person.',
    },
  },
  {
    id: 'insurance-not-ended',
    clause: INSURANCE_17,
    statement: {
      'zh-CN': '养老保险关系没有终止',
      'zh-TW': '養老保險關係沒有終止',
      en: 'The insurance had not ended',
    },
    expression: 'insured.status != "ENDED"',
    whenFails: 'person',
    message: {
      'zh-CN': '登记显示养老保险关系已经终止，由工作人员核实原因。',
      'zh-TW': '登記顯示養老保險關係已經終止，由工作人員核實原因。',
      en: 'The record says that the insurance has ended; a member of staff will find out why.',
    },
  },
  funeralFundChosen,
  funeralNotPaid,
  {
    id: 'gratuity-not-paid',
    clause: INSURANCE_17,
    statement: { 'zh-CN': '没有领过抚恤金', 'zh-TW': '沒有領過撫卹金', en: 'No gratuity was paid before' },
    expression: 'not(paid.gratuityPaid)',
    whenFails: 'person',
    message: {
      'zh-CN': '已有抚恤金的发放记录，由工作人员核实。',
      'zh-TW': '已有撫卹金的發放記錄，由工作人員核實。',
      en: 'A gratuity has been paid; a member of staff will check.',
    },
  },
  {
    id: 'retirement-agrees',
    clause: CIRCULAR,
    statement: {
      'zh-CN': '参保状态和养老金发放记录对得上',
      'zh-TW': '參保狀態和養老金發放記錄對得上',
      en: 'Insurance status and pension payments agree',
    },
    expression: 'retired = pension.retired',
    whenFails: 'person',
    message: {
      'zh-CN': '是否已退休，两处登记不一致，由工作人员核实。不是您填错了。',
      'zh-TW': '是否已退休，兩處登記不一致，由工作人員核實。不是您填錯了。',
      en: 'Two records disagree on whether a pension was drawn; a member of staff will settle it. It is not your mistake.',
    },
  },
  {
    id: 'drawn-months-plausible',
    clause: CIRCULAR,
    statement: {
      'zh-CN': '已领养老金的月数和起止月份对得上',
      'zh-TW': '已領養老金的月數和起止月份對得上',
      en: 'The months of pension drawn fit their first and last month',
    },
    expression:
      'if retired then pension.retireMonth != null and drawnMonths >= 0 and drawnMonths <= (deathDate.year - pension.retireMonth.year) * 12 + deathDate.month - pension.retireMonth.month + 1 else true',
    whenFails: 'person',
    message: {
      'zh-CN': '养老金的发放记录前后对不上，由工作人员核实。',
      'zh-TW': '養老金的發放記錄前後對不上，由工作人員核實。',
      en: 'The pension payments do not add up; a member of staff will check.',
    },
  },
  {
    id: 'contributions-consistent',
    clause: CIRCULAR,
    statement: {
      'zh-CN': '新老系统的缴费记录对得上',
      'zh-TW': '新老系統的繳費記錄對得上',
      en: 'The contribution records of both systems fit together',
    },
    expression:
      'if contributions.migrated then true else oldContributions.monthsFrom2009 <= oldContributions.actualMonths and oldContributions.monthsFrom2009 <= contributions.actualMonths and oldContributions.paidFrom2009Fen <= oldContributions.ownPaidFen',
    whenFails: 'person',
    message: {
      'zh-CN': '两个系统的缴费记录对不上，由工作人员核实。',
      'zh-TW': '兩個系統的繳費記錄對不上，由工作人員核實。',
      en: 'The contribution records of two systems do not fit together; a member of staff will check.',
    },
  },
  {
    id: 'own-contributions-known',
    clause: CIRCULAR,
    statement: {
      'zh-CN': '缴费满5年，或者有本人缴费记录',
      'zh-TW': '繳費滿5年，或者有本人繳費記錄',
      en: 'Five years of contribution, or own contributions on record',
    },
    expression: 'contributionMonths >= 60 or ownContributions > 0',
    whenFails: 'person',
    message: {
      'zh-CN': '缴费不满5年，又没有本人缴费记录，由工作人员核实。',
      'zh-TW': '繳費不滿5年，又沒有本人繳費記錄，由工作人員核實。',
      en: 'Less than five years, and no own contributions on record; a member of staff will check.',
    },
  },
];
