import type { ServiceDocument } from '#domain/service.ts';
import { HANDLING_25_46, INSURANCE_14 } from '../after-a-death/clauses.ts';
import { accountOwn, deathCriteria, firstOrderHeir } from '../after-a-death/criteria.ts';
import { deathDate, inherited, overpaidValues } from '../after-a-death/values.ts';

/** 社会保险法第十四条: the balance can be inherited. What was overpaid is set off first, where the place does so. */
export const values: ServiceDocument['values'] = [deathDate, ...overpaidValues, inherited];

export const criteria: ServiceDocument['criteria'] = [
  {
    id: 'employee-scheme',
    clause: INSURANCE_14,
    statement: {
      'zh-CN': '逝者参加企业职工基本养老保险',
      'zh-TW': '逝者參加企業職工基本養老保險',
      en: 'The person was insured under the employees’ basic pension insurance',
    },
    expression: 'insured.scheme = "EMPLOYEE"',
    whenFails: 'not_applicable',
    message: {
      'zh-CN': '逝者参加的是另一种养老保险，个人账户的钱不在这一项里办。需要的话可以转工作人员。',
      'zh-TW': '逝者參加的是另一種養老保險，個人帳戶的錢不在這一項裡辦。需要的話可以轉工作人員。',
      en: 'The person was insured under another pension scheme, whose account is not handled under this item. You may ask for a person.',
    },
  },
  ...deathCriteria,
  {
    id: 'account-has-balance',
    clause: INSURANCE_14,
    statement: {
      'zh-CN': '个人账户有余额',
      'zh-TW': '個人帳戶有餘額',
      en: 'There is a balance in the personal account',
    },
    expression: 'balance.balanceFen > 0',
    whenFails: 'not_applicable',
    message: {
      'zh-CN': '个人账户里的钱逝者生前已经领完，没有可以继承的余额。需要的话可以转工作人员。',
      'zh-TW': '個人帳戶裡的錢逝者生前已經領完，沒有可以繼承的餘額。需要的話可以轉工作人員。',
      en: 'The account was used up during the person’s lifetime, so nothing is left to inherit. You may ask for a person.',
    },
  },
  {
    id: 'left-after-set-off',
    clause: HANDLING_25_46,
    statement: {
      'zh-CN': '抵扣多发的养老金以后还有余额',
      'zh-TW': '抵扣多發的養老金以後還有餘額',
      en: 'Something is left after overpaid pension has been set off',
    },
    expression: 'inherited > 0',
    whenFails: 'not_applicable',
    message: {
      'zh-CN': '去世次月起多发的养老金已从余额里抵扣，抵扣以后没有余额。需要的话可以转工作人员。',
      'zh-TW': '去世次月起多發的養老金已從餘額裡抵扣，抵扣以後沒有餘額。需要的話可以轉工作人員。',
      en: 'Pension paid after the month of death was set off against the balance, and nothing is left of it. You may ask for a person.',
    },
  },
  firstOrderHeir,
  accountOwn,
];

/** Every criterion must hold. */
export const rule: ServiceDocument['rule'] = { all: criteria.map(({ id }) => ({ criterion: id })) };

export const amounts: ServiceDocument['amounts'] = [
  {
    id: 'balance',
    label: { 'zh-CN': '个人账户余额', 'zh-TW': '個人帳戶餘額', en: 'Balance of the personal account' },
    expression: 'inherited',
    clause: INSURANCE_14,
  },
];
