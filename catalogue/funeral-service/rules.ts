import type { Texts } from '#domain/evidence.ts';
import type { ServiceDocument } from '#domain/service.ts';
import { FUNERAL_GUIDANCE } from '../after-a-death/clauses.ts';
import { accountOwn, nearRelative } from '../after-a-death/criteria.ts';

const MANAGEMENT: Texts = { 'zh-CN': '殡葬管理条例', 'zh-TW': '殯葬管理條例', en: '殡葬管理条例' };

export const criteria: ServiceDocument['criteria'] = [
  {
    id: 'not-netted-off',
    clause: FUNERAL_GUIDANCE,
    statement: {
      'zh-CN': '费用没有在殡仪馆直接减免',
      'zh-TW': '費用沒有在殯儀館直接減免',
      en: 'The fees were not netted off at the funeral home',
    },
    expression: 'not(services.nettedOff)',
    whenFails: 'not_applicable',
    message: {
      'zh-CN': '基本服务的费用已经在殡仪馆直接减免，没有要退的。您不用再办。',
      'zh-TW': '基本服務的費用已經在殯儀館直接減免，沒有要退的。您不用再辦。',
      en: 'The funeral home has netted off the fees of the basic services, so there is nothing to refund and nothing for you to do.',
    },
  },
  {
    id: 'cremation-registered',
    clause: MANAGEMENT,
    statement: { 'zh-CN': '火化已有登记', 'zh-TW': '火化已有登記', en: 'The cremation is registered' },
    expression: 'cremation != null',
    whenFails: 'person',
    message: {
      'zh-CN': '民政部门没有查到火化登记，由工作人员核查。没有查到不等于没有。',
      'zh-TW': '民政部門沒有查到火化登記，由工作人員核查。沒有查到不等於沒有。',
      en: 'Civil affairs has not found the registration of the cremation; a member of staff will check. Not found does not mean that there is none.',
    },
  },
  {
    id: 'covered',
    clause: FUNERAL_GUIDANCE,
    statement: {
      'zh-CN': '逝者属于本市惠民殡葬的对象',
      'zh-TW': '逝者屬於本市惠民殯葬的對象',
      en: 'The person is covered by this city’s schedule',
    },
    expression:
      'if who = "HUKOU" then residence.local else if who = "CREMATED_HERE" then cremation.local else if who = "HUKOU_CREMATED_HERE" then residence.local and cremation.local else null',
    whenFails: 'person',
    message: {
      'zh-CN':
        '按登记，逝者不在本市惠民殡葬的一般范围内。有些人另有规定（例如驻地军人、在校学生），由工作人员看。',
      'zh-TW':
        '按登記，逝者不在本市惠民殯葬的一般範圍內。有些人另有規定（例如駐地軍人、在校學生），由工作人員看。',
      en: 'By the registers the person is outside the general rule of this city’s schedule. Some groups have rules of their own (soldiers stationed here, students, say); a member of staff will look.',
    },
  },
  {
    id: 'no-policy-funeral-paid',
    clause: FUNERAL_GUIDANCE,
    statement: {
      'zh-CN': '本地规定不能同时领的，没有领过丧葬补助金',
      'zh-TW': '本地規定不能同時領的，沒有領過喪葬補助金',
      en: 'No funeral grant was paid, where the place does not allow both',
    },
    expression:
      'if excludeIfPaid = "false" then true else if excludeIfPaid = "true" then not(paid.funeralPaid) else null',
    whenFails: 'not_applicable',
    message: {
      'zh-CN': '已领过丧葬补助金，按本地规定基本殡葬服务费不再退还。需要的话可以转工作人员。',
      'zh-TW': '已領過喪葬補助金，按本地規定基本殯葬服務費不再退還。需要的話可以轉工作人員。',
      en: 'A funeral grant was paid, and by the rule of this place the fees are not refunded beside it. You may ask for a person.',
    },
  },
  {
    id: 'something-to-refund',
    clause: FUNERAL_GUIDANCE,
    statement: {
      'zh-CN': '用了可以退还的基本服务',
      'zh-TW': '用了可以退還的基本服務',
      en: 'Basic services were used that can be refunded',
    },
    expression: 'refund > 0',
    whenFails: 'not_applicable',
    message: {
      'zh-CN': '服务单上没有可以退还的基本服务费用，没有用的项目不折成现金。需要的话可以转工作人员。',
      'zh-TW': '服務單上沒有可以退還的基本服務費用，沒有用的項目不折成現金。需要的話可以轉工作人員。',
      en: 'The sheet shows no basic service that can be refunded; items that were not used are not paid out. You may ask for a person.',
    },
  },
  nearRelative,
  { ...accountOwn, clause: FUNERAL_GUIDANCE },
];

/** Every criterion must hold. */
export const rule: ServiceDocument['rule'] = { all: criteria.map(({ id }) => ({ criterion: id })) };

export const amounts: ServiceDocument['amounts'] = [
  {
    id: 'refund',
    label: {
      'zh-CN': '殡葬基本服务费退还',
      'zh-TW': '殯葬基本服務費退還',
      en: 'Refund of basic funeral services',
    },
    expression: 'refund',
    clause: FUNERAL_GUIDANCE,
  },
];
