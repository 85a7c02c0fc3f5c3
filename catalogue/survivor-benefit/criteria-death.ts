import type { ServiceDocument } from '#domain/service.ts';

const CIVIL_CODE_15 = { 'zh-CN': '民法典第十五条', 'zh-TW': '民法典第十五條', en: '民法典 art. 15' };
const INSURANCE_17 = {
  'zh-CN': '社会保险法第十七条',
  'zh-TW': '社會保險法第十七條',
  en: '社会保险法 art. 17',
};

/** That the person died, when, and not through work. */
export const deathCriteria: ServiceDocument['criteria'] = [
  {
    id: 'death-recorded',
    clause: CIVIL_CODE_15,
    statement: { 'zh-CN': '去世已有登记', 'zh-TW': '去世已有登記', en: 'The death is registered' },
    expression: 'deathDate != null',
    whenFails: 'person',
    message: {
      'zh-CN': '部门里没有查到去世登记，由工作人员核查。没有查到不等于没有。',
      'zh-TW': '部門裡沒有查到去世登記，由工作人員核查。沒有查到不等於沒有。',
      en: 'No department has found the registration; a member of staff will check. Not found does not mean that there is none.',
    },
  },
  {
    id: 'death-dates-agree',
    clause: CIVIL_CODE_15,
    statement: {
      'zh-CN': '死亡医学证明和户口上的去世日期一致（同年同月，相差不超过3天）',
      'zh-TW': '死亡醫學證明和戶口上的去世日期一致（同年同月，相差不超過3天）',
      en: 'Certificate and household register agree on the date (same month, at most 3 days apart)',
    },
    expression:
      'certificate = null or register = null or register.cancelledForDeath = false or (certificate.deathDate.year = register.deathDate.year and certificate.deathDate.month = register.deathDate.month and abs(certificate.deathDate - register.deathDate) <= duration("P3D"))',
    whenFails: 'person',
    message: {
      'zh-CN': '两个部门登记的去世日期对不上，由工作人员核实。不是您填错了。',
      'zh-TW': '兩個部門登記的去世日期對不上，由工作人員核實。不是您填錯了。',
      en: 'Two departments hold different dates; a member of staff will settle it. It is not your mistake.',
    },
  },
  {
    id: 'death-under-circular',
    clause: { 'zh-CN': '人社部发〔2021〕18号', 'zh-TW': '人社部發〔2021〕18號', en: '人社部发〔2021〕18号' },
    statement: {
      'zh-CN': '在2021年9月1日以后去世',
      'zh-TW': '在2021年9月1日以後去世',
      en: 'The death was on or after 1 September 2021',
    },
    expression: 'deathDate >= date("2021-09-01")',
    whenFails: 'person',
    message: {
      'zh-CN': '2021年9月1日以前去世的，按当时的标准，由工作人员办理。',
      'zh-TW': '2021年9月1日以前去世的，按當時的標準，由工作人員辦理。',
      en: 'Earlier deaths come under the rates of their time; a member of staff will handle it.',
    },
  },
  {
    id: 'death-class',
    clause: INSURANCE_17,
    statement: {
      'zh-CN': '去世类别为正常；非正常的，逝者已退休',
      'zh-TW': '去世類別為正常；非正常的，逝者已退休',
      en: 'The death was natural, or the person was a pensioner',
    },
    expression:
      'if certificate = null then retired else certificate.causeClass = "NORMAL" or (certificate.causeClass = "NON_NORMAL" and retired)',
    whenFails: 'person',
    message: {
      'zh-CN': '去世类别要由工作人员核实，看是不是因工、是不是法院宣告。',
      'zh-TW': '去世類別要由工作人員核實，看是不是因工、是不是法院宣告。',
      en: 'A member of staff has to look at the class of death: whether it came through work or was declared by a court.',
    },
  },
  {
    id: 'not-work-injury',
    clause: INSURANCE_17,
    statement: {
      'zh-CN': '不是因工去世',
      'zh-TW': '不是因工去世',
      en: 'The death did not come through work',
    },
    expression: 'injury.recognition != "RECOGNISED"',
    whenFails: 'not_applicable',
    message: {
      'zh-CN':
        '已认定为工伤，走工伤保险待遇。几种保险的丧葬补助金只能选领一项（社会保险法第四十九条）；想选养老保险的，可以转工作人员。',
      'zh-TW':
        '已認定為工傷，走工傷保險待遇。幾種保險的喪葬補助金只能選領一項（社會保險法第四十九條）；想選養老保險的，可以轉工作人員。',
      en: 'The death was recognised as a work injury, which has its own benefits. Of the funeral grants of several insurances only one can be drawn (社会保险法 art. 49); if you would choose the pension insurance’s, ask for a person.',
    },
  },
  {
    id: 'no-injury-examination',
    clause: INSURANCE_17,
    statement: {
      'zh-CN': '没有正在进行的工伤认定',
      'zh-TW': '沒有正在進行的工傷認定',
      en: 'No work injury is being examined',
    },
    expression: 'injury.recognition != "PENDING"',
    whenFails: 'person',
    message: {
      'zh-CN': '工伤认定还没有结果，由工作人员和您商量先办哪一项。',
      'zh-TW': '工傷認定還沒有結果，由工作人員和您商量先辦哪一項。',
      en: 'The work injury is still being examined; a member of staff will talk over with you what comes first.',
    },
  },
];
