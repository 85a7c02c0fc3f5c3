import type { ServiceDocument } from '#domain/service.ts';
import { APPEAL, COUNTER } from '../after-a-death/words.ts';

type Words = Pick<
  ServiceDocument,
  'title' | 'shortTitle' | 'summary' | 'whoFor' | 'pays' | 'counter' | 'timeLimit' | 'appeal'
>;

/** What the start page and the letters say. Paragraphs are separated by line breaks. */
export const texts: Words = {
  title: {
    'zh-CN': '职工基本养老保险个人账户余额继承',
    'zh-TW': '職工基本養老保險個人帳戶餘額繼承',
    en: 'Inheriting the personal account of the employees’ basic pension insurance',
  },
  shortTitle: {
    'zh-CN': '养老保险个人账户余额',
    'zh-TW': '養老保險個人帳戶餘額',
    en: 'Balance of the pension account',
  },
  summary: {
    'zh-CN': '参加职工养老保险的人去世后，个人账户里没有领完的钱由继承人领取，本金和利息一次付清。',
    'zh-TW': '參加職工養老保險的人去世後，個人帳戶裡沒有領完的錢由繼承人領取，本金和利息一次付清。',
    en: 'When somebody insured under the employees’ pension insurance dies, what is left in the personal account goes to the heirs, principal and interest at once.',
  },
  whoFor: {
    'zh-CN':
      '先由逝者的配偶、子女、父母领取，由一位代表申请，怎么分由家里商量。\n兄弟姐妹、祖父母、外祖父母、孙子女、外孙子女也可以申请，由工作人员看由谁领取。',
    'zh-TW':
      '先由逝者的配偶、子女、父母領取，由一位代表申請，怎麼分由家裡商量。\n兄弟姐妹、祖父母、外祖父母、孫子女、外孫子女也可以申請，由工作人員看由誰領取。',
    en: 'It goes first to the spouse, the children and the parents; one of them applies, and how to share it is for the family to settle.\nBrothers, sisters, grandparents and grandchildren may apply too; a member of staff will see who may draw it.',
  },
  pays: {
    'zh-CN':
      '个人账户的余额（本金和利息）。\n去世次月起还发过养老金的，从余额里抵扣多发的部分；抵扣以后没有余额的，这一项就没有可领的。\n这笔钱和丧葬补助金、抚恤金分开算，互不影响。',
    'zh-TW':
      '個人帳戶的餘額（本金和利息）。\n去世次月起還發過養老金的，從餘額裡抵扣多發的部分；抵扣以後沒有餘額的，這一項就沒有可領的。\n這筆錢和喪葬補助金、撫卹金分開算，互不影響。',
    en: 'The balance of the personal account, principal and interest.\nPension paid after the month of death is taken off the balance; if nothing is left there is nothing to draw here.\nIt is worked out apart from the funeral grant and the gratuity, and neither affects the other.',
  },
  counter: COUNTER,
  timeLimit: {
    workingDays: 5,
    basis: {
      'zh-CN': '本市公布的承诺时限（示例城市的设定），法律没有规定天数。',
      'zh-TW': '本市公布的承諾時限（示例城市的設定），法律沒有規定天數。',
      en: 'The time limit that this city promises (set for the example city); the law sets no number of days.',
    },
  },
  appeal: APPEAL,
};
