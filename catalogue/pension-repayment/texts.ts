import type { ServiceDocument } from '#domain/service.ts';
import { APPEAL, COUNTER } from '../after-a-death/words.ts';

type Words = Pick<
  ServiceDocument,
  'title' | 'shortTitle' | 'summary' | 'whoFor' | 'pays' | 'counter' | 'timeLimit' | 'appeal'
>;

/** The words of the order: why, by which clause, how much, in parts if need be. The law sets no day by which to pay. */
export const texts: Words = {
  title: {
    'zh-CN': '多发养老金退还',
    'zh-TW': '多發養老金退還',
    en: 'Returning pension paid after the month of death',
  },
  shortTitle: {
    'zh-CN': '多发养老金退还',
    'zh-TW': '多發養老金退還',
    en: 'Returning overpaid pension',
  },
  summary: {
    'zh-CN':
      '养老金发到去世当月为止。去世登记以前，次月起的养老金有时已经发出，这部分要退回（社会保险经办条例第二十五条、第四十六条）。这不是您的过错。',
    'zh-TW':
      '養老金發到去世當月為止。去世登記以前，次月起的養老金有時已經發出，這部分要退回（社會保險經辦條例第二十五條、第四十六條）。這不是您的過錯。',
    en: 'A pension ends with the month of death. Before the death is registered the pension of a later month may already have been paid; that part is to be returned (社会保险经办条例 arts. 25 and 46). It is no fault of yours.',
  },
  whoFor: {
    'zh-CN':
      '不用申请。核对发放记录时发现多发的，由经办人员起草、另一位工作人员复核以后通知领到这笔钱的家属。\n家属应得的丧葬补助金、抚恤金照发，不从里面扣。',
    'zh-TW':
      '不用申請。核對發放記錄時發現多發的，由經辦人員起草、另一位工作人員複核以後通知領到這筆錢的家屬。\n家屬應得的喪葬補助金、撫卹金照發，不從裡面扣。',
    en: 'Nobody applies for it. Where the payments show too much, one member of staff drafts the order and another confirms it; then the relatives who received the money are told.\nThe funeral grant and the gratuity are paid in full; nothing is taken off them.',
  },
  pays: {
    'zh-CN':
      '应退回的钱＝去世次月起多发的月数×每月养老金，先从逝者的个人账户余额里抵扣，不够的部分退回。\n一次退回有困难的，可以和社保经办机构签还款协议，分期退回（社会保险经办条例第四十六条）。',
    'zh-TW':
      '應退回的錢＝去世次月起多發的月數×每月養老金，先從逝者的個人帳戶餘額裡抵扣，不夠的部分退回。\n一次退回有困難的，可以和社保經辦機構簽還款協議，分期退回（社會保險經辦條例第四十六條）。',
    en: 'To be returned: the months paid after the month of death times the monthly pension, less what the person’s own account covers.\nIf returning it at once is hard, an agreement to return it in parts can be made with the social insurance agency (社会保险经办条例 art. 46).',
  },
  counter: COUNTER,
  timeLimit: {
    workingDays: 20,
    basis: {
      'zh-CN':
        '这是本市复核的承诺时限（示例城市的设定），不是还款期限。什么时候退、怎么退，和社保经办机构商定。',
      'zh-TW':
        '這是本市複核的承諾時限（示例城市的設定），不是還款期限。什麼時候退、怎麼退，和社保經辦機構商定。',
      en: 'The time that this city promises for its own check (set for the example city), and no day by which to pay: when and how is agreed with the social insurance agency.',
    },
  },
  appeal: APPEAL,
};
