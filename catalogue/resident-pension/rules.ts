import type { ServiceDocument } from '#domain/service.ts';
import { HANDLING_25_46, INSURANCE_49, STATE_COUNCIL_2014_8 } from '../after-a-death/clauses.ts';
import {
  accountOwn,
  deathCriteria,
  firstOrderHeir,
  funeralFundChosen,
  funeralNotPaid,
} from '../after-a-death/criteria.ts';

export const criteria: ServiceDocument['criteria'] = [
  {
    id: 'resident-scheme',
    clause: STATE_COUNCIL_2014_8,
    statement: {
      'zh-CN': '逝者参加城乡居民基本养老保险',
      'zh-TW': '逝者參加城鄉居民基本養老保險',
      en: 'The person was insured under the residents’ basic pension insurance',
    },
    expression: 'insured.scheme = "RESIDENT"',
    whenFails: 'not_applicable',
    message: {
      'zh-CN': '逝者参加的不是城乡居民养老保险，这一项不用办。需要的话可以转工作人员。',
      'zh-TW': '逝者參加的不是城鄉居民養老保險，這一項不用辦。需要的話可以轉工作人員。',
      en: 'The person was not insured under the residents’ pension insurance, so there is nothing to do here. You may ask for a person.',
    },
  },
  ...deathCriteria,
  funeralFundChosen,
  funeralNotPaid,
  {
    id: 'something-due',
    clause: STATE_COUNCIL_2014_8,
    statement: {
      'zh-CN': '有可以领取的余额或者丧葬补助金',
      'zh-TW': '有可以領取的餘額或者喪葬補助金',
      en: 'There is a balance or a funeral grant to draw',
    },
    expression: 'inherited + funeralGrant > 0 or overpaid > setOff',
    whenFails: 'not_applicable',
    message: {
      'zh-CN': '个人账户没有余额，也没有丧葬补助金可领，这一项不用办。需要的话可以转工作人员。',
      'zh-TW': '個人帳戶沒有餘額，也沒有喪葬補助金可領，這一項不用辦。需要的話可以轉工作人員。',
      en: 'There is neither a balance nor a funeral grant to draw, so there is nothing to do here. You may ask for a person.',
    },
  },
  {
    id: 'not-only-owed',
    clause: HANDLING_25_46,
    statement: {
      'zh-CN': '多发的养老金已从余额里抵扣完，或者还有钱可领',
      'zh-TW': '多發的養老金已從餘額裡抵扣完，或者還有錢可領',
      en: 'What was overpaid is covered by the balance, or something is left to draw',
    },
    expression: 'inherited + funeralGrant > 0 or overpaid <= setOff',
    whenFails: 'not_applicable',
    message: {
      'zh-CN': '没有可领的钱。余额没有抵扣完的多发养老金，另外立一件，由工作人员和您商量怎么退。',
      'zh-TW': '沒有可領的錢。餘額沒有抵扣完的多發養老金，另外立一件，由工作人員和您商量怎麼退。',
      en: 'There is nothing to draw. What was overpaid and the balance does not cover becomes a matter of its own, and a member of staff will talk over with you how to return it.',
    },
  },
  firstOrderHeir,
  accountOwn,
];

/** Every criterion must hold. */
export const rule: ServiceDocument['rule'] = { all: criteria.map(({ id }) => ({ criterion: id })) };

/** Whatever the place's word, only a plain "false" lets this grant stand beside the employees' insurance's. */
export const amounts: ServiceDocument['amounts'] = [
  {
    id: 'balance',
    label: { 'zh-CN': '个人账户余额', 'zh-TW': '個人帳戶餘額', en: 'Balance of the personal account' },
    expression: 'inherited',
    clause: STATE_COUNCIL_2014_8,
  },
  {
    id: 'funeral',
    label: { 'zh-CN': '丧葬补助金', 'zh-TW': '喪葬補助金', en: 'Funeral grant' },
    expression: 'funeralGrant',
    clause: {
      'zh-CN': `${STATE_COUNCIL_2014_8['zh-CN']}；${INSURANCE_49['zh-CN']}`,
      'zh-TW': `${STATE_COUNCIL_2014_8['zh-TW']}；${INSURANCE_49['zh-TW']}`,
      en: `${STATE_COUNCIL_2014_8.en}; ${INSURANCE_49.en}`,
    },
    exclusive: { group: 'funeralGrant', when: 'exclusiveWithEmployees != "false"' },
  },
];
