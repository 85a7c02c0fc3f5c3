import type { ServiceDocument } from '#domain/service.ts';

type ValueDocument = ServiceDocument['values'][number];

/** The certificate's date, without one the household register's (民法典第十五条). */
export const deathDate: ValueDocument = {
  name: 'deathDate',
  expression:
    'if certificate != null then certificate.deathDate else if register.cancelledForDeath = true then register.deathDate else null',
  label: { 'zh-CN': '去世日期', 'zh-TW': '去世日期', en: 'Date of death' },
};

/** A pension ends with the month of death: what was paid for later months was paid too much. */
export const overpaidMonths: ValueDocument = {
  name: 'overpaidMonths',
  expression:
    'if pension.lastPaidMonth = null then 0 else max(0, (pension.lastPaidMonth.year - deathDate.year) * 12 + pension.lastPaidMonth.month - deathDate.month)',
  label: {
    'zh-CN': '去世次月起多发养老金的月数',
    'zh-TW': '去世次月起多發養老金的月數',
    en: 'Months of pension paid after the month of death',
  },
};

/**
 * What was paid too much, and the part of it that is taken from the person's own account. 社会保险经办条例第四十六条 lets
 * the agency set it off there; whether a place does so is its choice, and a word that is none of its choices gives null.
 */
export const overpaidValues: ValueDocument[] = [
  overpaidMonths,
  {
    name: 'monthlyPension',
    expression: 'pension.monthlyFen / 100',
    label: { 'zh-CN': '每月养老金（元）', 'zh-TW': '每月養老金（元）', en: 'Monthly pension (yuan)' },
  },
  {
    name: 'overpaid',
    expression: 'if overpaidMonths = 0 then 0 else overpaidMonths * monthlyPension',
    label: { 'zh-CN': '多发的养老金（元）', 'zh-TW': '多發的養老金（元）', en: 'Pension overpaid (yuan)' },
  },
  {
    name: 'accountBalance',
    expression: 'balance.balanceFen / 100',
    label: {
      'zh-CN': '个人账户余额（元）',
      'zh-TW': '個人帳戶餘額（元）',
      en: 'Balance of the personal account (yuan)',
    },
  },
  {
    name: 'setOff',
    expression:
      'if overpaidMonths = 0 then 0 else if offset = "ACCOUNT_ONLY" then min(overpaid, accountBalance) else if offset = "NONE" then 0 else null',
    label: {
      'zh-CN': '从个人账户抵扣（元）',
      'zh-TW': '從個人帳戶抵扣（元）',
      en: 'Set off against the personal account (yuan)',
    },
  },
];

/** How this place handles what was overpaid. */
export const offsetParameter: ServiceDocument['parameters'][number] = {
  name: 'offset',
  key: 'overpay.offset',
  on: 'deathDate',
  label: {
    'zh-CN': '多发养老金的抵扣办法',
    'zh-TW': '多發養老金的抵扣辦法',
    en: 'How overpaid pension is set off',
  },
};

/** What the heirs draw of the account: never below nothing, since no more is set off than is there. */
export const inherited: ValueDocument = {
  name: 'inherited',
  expression: 'accountBalance - setOff',
  label: null,
};
