import type { ServiceDocument } from '#domain/service.ts';
import { CIVIL_CODE_15, CIVIL_CODE_1045, CIVIL_CODE_1127, HANDLING_26, INSURANCE_49 } from './clauses.ts';

type CriterionDocument = ServiceDocument['criteria'][number];

/** That the person died, and when: for every service that reads `certificate`, `register` and `deathDate`. */
export const deathCriteria: CriterionDocument[] = [
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
];

/** What the family chose, as the trace shows it. Another insurance's choice leaves the other items as they are. */
export const funeralFundChosen: CriterionDocument = {
  id: 'funeral-fund-chosen',
  clause: INSURANCE_49,
  statement: {
    'zh-CN': '丧葬补助金只选领一项；选了从工伤或失业保险领取的，这里的丧葬补助金为0，其他各项不变',
    'zh-TW': '喪葬補助金只選領一項；選了從工傷或失業保險領取的，這裡的喪葬補助金為0，其他各項不變',
    en: 'One funeral grant is chosen; where it is the work injury or unemployment insurance’s, the grant here is 0 and nothing else changes',
  },
  expression: 'claim.funeralFund in ("PENSION", "INJURY", "UNEMPLOYMENT")',
  whenFails: 'person',
  message: {
    'zh-CN': '没有写明从哪一种保险领取丧葬补助金，由工作人员和您确认。',
    'zh-TW': '沒有寫明從哪一種保險領取喪葬補助金，由工作人員和您確認。',
    en: 'It is not stated from which insurance the funeral grant is drawn; a member of staff will ask you.',
  },
};

/** Only one funeral grant for one death: where one has been paid, a person sees what the family chose. */
export const funeralNotPaid: CriterionDocument = {
  id: 'funeral-not-paid',
  clause: INSURANCE_49,
  statement: {
    'zh-CN': '没有领过丧葬补助金',
    'zh-TW': '沒有領過喪葬補助金',
    en: 'No funeral grant was paid before',
  },
  expression: 'not(paid.funeralPaid)',
  whenFails: 'person',
  message: {
    'zh-CN': '已有丧葬补助金的发放记录，几种保险只能选领一项，由工作人员核实。',
    'zh-TW': '已有喪葬補助金的發放記錄，幾種保險只能選領一項，由工作人員核實。',
    en: 'A funeral grant has been paid, and only one insurance’s can be drawn; a member of staff will check.',
  },
};

/** For what near relatives draw. */
export const nearRelative: CriterionDocument = {
  id: 'near-relative',
  clause: CIVIL_CODE_1045,
  statement: { 'zh-CN': '您是逝者的近亲属', 'zh-TW': '您是逝者的近親屬', en: 'You are a close relative' },
  expression: 'kin.near',
  whenFails: 'person',
  message: {
    'zh-CN': '登记的关系不在近亲属之内（例如儿媳、女婿），由工作人员看能不能办。',
    'zh-TW': '登記的關係不在近親屬之內（例如兒媳、女婿），由工作人員看能不能辦。',
    en: 'The registered relation is not among the close relatives (a son- or daughter-in-law, say); a member of staff will see what can be done.',
  },
};

/**
 * For what is inherited. Brothers, sisters and grandparents come only where there is no spouse, child or parent, and
 * grandchildren in a child's place (第一千一百二十八条): no register shows that there is nobody else, so a person looks.
 */
export const firstOrderHeir: CriterionDocument = {
  id: 'first-order-heir',
  clause: CIVIL_CODE_1127,
  statement: {
    'zh-CN': '您是逝者的配偶、子女或父母（第一顺序继承人）',
    'zh-TW': '您是逝者的配偶、子女或父母（第一順序繼承人）',
    en: 'You are the spouse, a child or a parent (first in the order of heirs)',
  },
  expression: 'kin.relation in ("spouse", "child", "parent")',
  whenFails: 'person',
  message: {
    'zh-CN': '个人账户余额由继承人领取，先是配偶、子女、父母。您和逝者是别的关系，由工作人员看由谁领取。',
    'zh-TW': '個人帳戶餘額由繼承人領取，先是配偶、子女、父母。您和逝者是別的關係，由工作人員看由誰領取。',
    en: 'The balance of the personal account goes to the heirs, first to spouse, children and parents. You are related in another way; a member of staff will see who may draw it.',
  },
};

/** Who is paid is paid into an account of her own. */
export const accountOwn: CriterionDocument = {
  id: 'account-own',
  clause: HANDLING_26,
  statement: { 'zh-CN': '收款账户是您本人的', 'zh-TW': '收款帳戶是您本人的', en: 'The account is your own' },
  expression: 'account.belongs',
  whenFails: 'person',
  message: {
    'zh-CN': '银行答复，这个账户的户名和您不一致，由工作人员和您核对。',
    'zh-TW': '銀行答覆，這個帳戶的戶名和您不一致，由工作人員和您核對。',
    en: 'The bank says that the account is under another name; a member of staff will go over it with you.',
  },
};
