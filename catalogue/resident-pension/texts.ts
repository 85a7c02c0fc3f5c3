import type { ServiceDocument } from '#domain/service.ts';
import { APPEAL, COUNTER } from '../after-a-death/words.ts';

type Words = Pick<
  ServiceDocument,
  'title' | 'shortTitle' | 'summary' | 'whoFor' | 'pays' | 'counter' | 'timeLimit' | 'appeal'
>;

/** What the start page and the letters say. Paragraphs are separated by line breaks. */
export const texts: Words = {
  title: {
    'zh-CN': '城乡居民基本养老保险注销（个人账户余额、丧葬补助金）',
    'zh-TW': '城鄉居民基本養老保險註銷（個人帳戶餘額、喪葬補助金）',
    en: 'Closing a residents’ basic pension insurance (balance of the account, funeral grant)',
  },
  shortTitle: {
    'zh-CN': '城乡居民养老保险注销',
    'zh-TW': '城鄉居民養老保險註銷',
    en: 'Closing the residents’ pension insurance',
  },
  summary: {
    'zh-CN':
      '参加城乡居民养老保险的人去世后，个人账户余额由继承人领取；本地设有丧葬补助金的，一起发。保险关系随之终止，不用另外办。',
    'zh-TW':
      '參加城鄉居民養老保險的人去世後，個人帳戶餘額由繼承人領取；本地設有喪葬補助金的，一起發。保險關係隨之終止，不用另外辦。',
    en: 'When somebody insured under the residents’ pension insurance dies, the heirs draw the balance of the personal account, and with it a funeral grant where the place has one. The insurance ends with it; nothing else is to be done.',
  },
  whoFor: {
    'zh-CN':
      '逝者参加的是城乡居民养老保险。先由配偶、子女、父母领取，由一位代表申请，怎么分由家里商量。\n别的近亲属也可以申请，由工作人员看由谁领取。',
    'zh-TW':
      '逝者參加的是城鄉居民養老保險。先由配偶、子女、父母領取，由一位代表申請，怎麼分由家裡商量。\n別的近親屬也可以申請，由工作人員看由誰領取。',
    en: 'For those insured under the residents’ pension insurance. It goes first to the spouse, the children and the parents; one of them applies, and how to share it is for the family to settle.\nOther close relatives may apply too; a member of staff will see who may draw it.',
  },
  pays: {
    'zh-CN':
      '个人账户的余额（本金和利息）。去世次月起还发过养老金的，先从余额里抵扣。\n丧葬补助金：有没有、发多少，由各地规定，按去世那天本地的标准。几种保险的丧葬补助金只能选领一项。',
    'zh-TW':
      '個人帳戶的餘額（本金和利息）。去世次月起還發過養老金的，先從餘額裡抵扣。\n喪葬補助金：有沒有、發多少，由各地規定，按去世那天本地的標準。幾種保險的喪葬補助金只能選領一項。',
    en: 'The balance of the personal account, principal and interest. Pension paid after the month of death is taken off it first.\nFuneral grant: whether there is one, and how much, is each place’s rule; the rule of the day of the death counts. Of the funeral grants of several insurances only one can be drawn.',
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
