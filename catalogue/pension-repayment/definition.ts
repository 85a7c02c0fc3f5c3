import type { ServiceDocument } from '#domain/service.ts';
import { HANDLING_25_46 } from '../after-a-death/clauses.ts';
import { deathCriteria } from '../after-a-death/criteria.ts';
import { account } from '../after-a-death/pages/account.ts';
import { whom } from '../after-a-death/pages/whom.ts';
import { certificateDate, register } from '../after-a-death/requirements/death.ts';
import { balance, pension } from '../after-a-death/requirements/insurance.ts';
import { deathDate, offsetParameter, overpaidValues } from '../after-a-death/values.ts';
import { AMOUNT_LIMIT_FEN } from '../after-a-death/words.ts';
import { examples } from './examples.ts';
import { texts } from './texts.ts';

const criteria: ServiceDocument['criteria'] = [
  ...deathCriteria,
  {
    id: 'something-owed',
    clause: HANDLING_25_46,
    statement: {
      'zh-CN': '多发的养老金没有从个人账户抵扣完',
      'zh-TW': '多發的養老金沒有從個人帳戶抵扣完',
      en: 'The personal account does not cover what was overpaid',
    },
    expression: 'owed > 0',
    whenFails: 'not_applicable',
    message: {
      'zh-CN': '没有多发养老金，或者已从个人账户余额里抵扣完。不用退回。',
      'zh-TW': '沒有多發養老金，或者已從個人帳戶餘額裡抵扣完。不用退回。',
      en: 'No pension was overpaid, or the personal account covers all of it. Nothing is to be returned.',
    },
  },
];

/**
 * 多发养老金退还 (社会保险经办条例第二十五条、第四十六条). Nobody applies for it: the system drafts it beside a case that shows
 * the overpayment, and two persons sign the order. What was overpaid is never taken from the survivors' own benefits.
 */
export const pensionRepayment: ServiceDocument = {
  id: 'pension-repayment',
  version: 1,
  engine: 1,
  validFrom: '2026-01-01',
  ...texts,
  roles: ['applicant', 'deceased'],
  persons: [{ role: 'deceased', nameFrom: 'deceasedName', idNumberFrom: 'deceasedIdNumber' }],
  benefit: 'repayment',
  direction: 'recover',
  pages: [whom, account],
  requirements: [
    certificateDate,
    register,
    pension(['lastPaidMonth', 'monthlyFen'], {
      'zh-CN': '计算去世次月起多发的养老金',
      'zh-TW': '計算去世次月起多發的養老金',
      en: 'To work out the pension paid after the month of death',
    }),
    balance({
      'zh-CN': '核实个人账户余额能抵扣多少',
      'zh-TW': '核實個人帳戶餘額能抵扣多少',
      en: 'To learn how much the personal account covers',
    }),
  ],
  parameters: [offsetParameter],
  values: [deathDate, ...overpaidValues, { name: 'owed', expression: 'overpaid - setOff', label: null }],
  criteria,
  rule: { all: criteria.map(({ id }) => ({ criterion: id })) },
  amounts: [
    {
      id: 'overpaid',
      label: { 'zh-CN': '应退回的养老金', 'zh-TW': '應退回的養老金', en: 'Pension to be returned' },
      expression: 'owed',
      clause: HANDLING_25_46,
    },
  ],
  payee: { role: 'applicant', accountFrom: 'account' },
  decision: { mode: 'clerk', amountLimitFen: AMOUNT_LIMIT_FEN },
  payWithinWorkingDays: 3,
  examples,
};
