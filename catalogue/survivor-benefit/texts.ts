import type { ServiceDocument } from '#domain/service.ts';
import { APPEAL, COUNTER } from '../after-a-death/words.ts';

type Words = Pick<
  ServiceDocument,
  'title' | 'shortTitle' | 'summary' | 'whoFor' | 'pays' | 'counter' | 'timeLimit' | 'appeal'
>;

/** What the start page and the letters say. Paragraphs are separated by line breaks. */
export const texts: Words = {
  title: {
    'zh-CN': '企业职工基本养老保险遗属待遇申领（丧葬补助金、抚恤金）',
    'zh-TW': '企業職工基本養老保險遺屬待遇申領（喪葬補助金、撫卹金）',
    en: 'Survivor benefits of the employees’ basic pension insurance (funeral grant and gratuity)',
  },
  shortTitle: {
    'zh-CN': '丧葬补助金和抚恤金',
    'zh-TW': '喪葬補助金和撫卹金',
    en: 'Funeral grant and gratuity',
  },
  summary: {
    'zh-CN':
      '亲人参加过企业职工养老保险，因病或非因工去世的，家属可以领取丧葬补助金和抚恤金两笔一次性待遇。能向部门核实的，不用您交证明。',
    'zh-TW':
      '親人參加過企業職工養老保險，因病或非因工去世的，家屬可以領取喪葬補助金和撫卹金兩筆一次性待遇。能向部門核實的，不用您交證明。',
    en: 'If a relative who was insured under the employees’ pension insurance has died of an illness or otherwise not through work, the family may draw a funeral grant and a gratuity, each paid once. What a department can confirm, you need not prove.',
  },
  whoFor: {
    'zh-CN':
      '逝者的配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、孙子女、外孙子女可以申请，由一位家属代表申请。\n因工去世的，走工伤保险待遇；参加城乡居民养老保险的，按城乡居民养老保险的标准办。',
    'zh-TW':
      '逝者的配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、孫子女、外孫子女可以申請，由一位家屬代表申請。\n因工去世的，走工傷保險待遇；參加城鄉居民養老保險的，按城鄉居民養老保險的標準辦。',
    en: 'A spouse, parent, child, brother, sister, grandparent or grandchild of the person who died may apply; one relative applies for the family.\nA death through work is a matter of the work injury insurance. Under the residents’ pension insurance other rates apply.',
  },
  pays: {
    'zh-CN':
      '丧葬补助金：2个月基数。\n抚恤金：3至24个月基数，看缴费年限；已领养老金的，每领1年减1个月，最低9个月。\n基数＝本省上一年度城镇居民人均可支配收入÷12。缴费不满5年的，两项合计不超过本人缴费。',
    'zh-TW':
      '喪葬補助金：2個月基數。\n撫卹金：3至24個月基數，看繳費年限；已領養老金的，每領1年減1個月，最低9個月。\n基數＝本省上一年度城鎮居民人均可支配收入÷12。繳費不滿5年的，兩項合計不超過本人繳費。',
    en: 'Funeral grant: 2 monthly bases.\nGratuity: 3 to 24 monthly bases, by years of contribution; for a pensioner one less for each year of pension drawn, never below 9.\nThe monthly base is the province’s urban disposable income per head of the year before the death, divided by 12. With less than 5 years of contributions the two together do not exceed the person’s own contributions.',
  },
  counter: COUNTER,
  timeLimit: {
    workingDays: 5,
    basis: {
      'zh-CN': '本市公布的承诺时限。法律只要求及时核实（社会保险经办条例第十九条），没有规定天数。',
      'zh-TW': '本市公布的承諾時限。法律只要求及時核實（社會保險經辦條例第十九條），沒有規定天數。',
      en: 'The time limit that this city promises. The law asks for prompt verification and sets no number of days (社会保险经办条例 art. 19).',
    },
  },
  appeal: APPEAL,
};
