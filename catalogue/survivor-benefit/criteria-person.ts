import type { ServiceDocument } from '#domain/service.ts';

/** Who is paid. */
export const personCriteria: ServiceDocument['criteria'] = [
  {
    id: 'near-relative',
    clause: { 'zh-CN': '民法典第一千零四十五条', 'zh-TW': '民法典第一千零四十五條', en: '民法典 art. 1045' },
    statement: { 'zh-CN': '您是逝者的近亲属', 'zh-TW': '您是逝者的近親屬', en: 'You are a close relative' },
    expression: 'kin.near',
    whenFails: 'person',
    message: {
      'zh-CN': '登记的关系不在近亲属之内（例如儿媳、女婿），由工作人员看能不能办。',
      'zh-TW': '登記的關係不在近親屬之內（例如兒媳、女婿），由工作人員看能不能辦。',
      en: 'The registered relation is not among the close relatives (a son- or daughter-in-law, say); a member of staff will see what can be done.',
    },
  },
  {
    id: 'account-own',
    clause: {
      'zh-CN': '社会保险经办条例第二十六条',
      'zh-TW': '社會保險經辦條例第二十六條',
      en: '社会保险经办条例 art. 26',
    },
    statement: {
      'zh-CN': '收款账户是您本人的',
      'zh-TW': '收款賬戶是您本人的',
      en: 'The account is your own',
    },
    expression: 'account.belongs',
    whenFails: 'person',
    message: {
      'zh-CN': '银行答复，这个账户的户名和您不一致，由工作人员和您核对。',
      'zh-TW': '銀行答覆，這個賬戶的戶名和您不一致，由工作人員和您核對。',
      en: 'The bank says that the account is under another name; a member of staff will go over it with you.',
    },
  },
];
