import type { ServiceDocument } from '#domain/service.ts';

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
      '逝者的配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、孙子女、外孙子女可以申请，由一位家属代表申请。\n因工去世的，走工伤保险待遇；参加城乡居民养老保险的，标准不同，不在这里办。',
    'zh-TW':
      '逝者的配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、孫子女、外孫子女可以申請，由一位家屬代表申請。\n因工去世的，走工傷保險待遇；參加城鄉居民養老保險的，標準不同，不在這裡辦。',
    en: 'A spouse, parent, child, brother, sister, grandparent or grandchild of the person who died may apply; one relative applies for the family.\nA death through work is a matter of the work injury insurance. Under the residents’ pension insurance other rates apply, and it is not handled here.',
  },
  pays: {
    'zh-CN':
      '丧葬补助金：2个月基数。\n抚恤金：3至24个月基数，看缴费年限；已领养老金的，每领1年减1个月，最低9个月。\n基数＝本省上一年度城镇居民人均可支配收入÷12。缴费不满5年的，两项合计不超过本人缴费。',
    'zh-TW':
      '喪葬補助金：2個月基數。\n撫卹金：3至24個月基數，看繳費年限；已領養老金的，每領1年減1個月，最低9個月。\n基數＝本省上一年度城鎮居民人均可支配收入÷12。繳費不滿5年的，兩項合計不超過本人繳費。',
    en: 'Funeral grant: 2 monthly bases.\nGratuity: 3 to 24 monthly bases, by years of contribution; for a pensioner one less for each year of pension drawn, never below 9.\nThe monthly base is the province’s urban disposable income per head of the year before the death, divided by 12. With less than 5 years of contributions the two together do not exceed the person’s own contributions.',
  },
  counter: {
    'zh-CN':
      '不想网上办，可以带身份证到任一区政务服务中心的社保窗口，效力相同。家人、村（社区）工作人员可以帮您办。',
    'zh-TW':
      '不想網上辦，可以帶身份證到任一區政務服務中心的社保窗口，效力相同。家人、村（社區）工作人員可以幫您辦。',
    en: 'If you would rather not apply online, take your identity card to the social insurance counter of any district service centre; it counts the same. Family or community staff may help you.',
  },
  timeLimit: {
    workingDays: 5,
    basis: {
      'zh-CN': '本市公布的承诺时限。法律只要求及时核实（社会保险经办条例第十九条），没有规定天数。',
      'zh-TW': '本市公布的承諾時限。法律只要求及時核實（社會保險經辦條例第十九條），沒有規定天數。',
      en: 'The time limit that this city promises. The law asks for prompt verification and sets no number of days (社会保险经办条例 art. 19).',
    },
  },
  appeal: {
    'zh-CN':
      '不同意这个决定，可以自知道决定之日起60日内申请行政复议（行政复议法第二十条），也可以在6个月内向人民法院起诉（行政诉讼法第四十六条）。不愿只由系统决定的，可以申请人工复核（个人信息保护法第二十四条）。',
    'zh-TW':
      '不同意這個決定，可以自知道決定之日起60日內申請行政複議（行政複議法第二十條），也可以在6個月內向人民法院起訴（行政訴訟法第四十六條）。不願只由系統決定的，可以申請人工複核（個人信息保護法第二十四條）。',
    en: 'If you do not agree, you may ask for administrative reconsideration within 60 days of learning of the decision (行政复议法 art. 20) or sue in the people’s court within 6 months (行政诉讼法 art. 46). If you do not want the system alone to decide, you may ask for a person (个人信息保护法 art. 24).',
  },
};
