import type { ServiceDocument } from '#domain/service.ts';
import { INSURANCE_17 } from '../after-a-death/clauses.ts';
import { deathCriteria as sharedCriteria } from '../after-a-death/criteria.ts';

/** That the person died, when, and not through work. */
export const deathCriteria: ServiceDocument['criteria'] = [
  ...sharedCriteria,
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
