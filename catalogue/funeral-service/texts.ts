import type { ServiceDocument } from '#domain/service.ts';
import { APPEAL } from '../after-a-death/words.ts';

type Words = Pick<
  ServiceDocument,
  'title' | 'shortTitle' | 'summary' | 'whoFor' | 'pays' | 'counter' | 'timeLimit' | 'appeal'
>;

/** What the start page and the letters say. Paragraphs are separated by line breaks. */
export const texts: Words = {
  title: {
    'zh-CN': '惠民殡葬基本服务费退还',
    'zh-TW': '惠民殯葬基本服務費退還',
    en: 'Refund of basic funeral services',
  },
  shortTitle: {
    'zh-CN': '殡葬服务费退还',
    'zh-TW': '殯葬服務費退還',
    en: 'Refund of funeral services',
  },
  summary: {
    'zh-CN':
      '在本市殡仪馆办的，基本服务费当场减免，不用申请。在外地火化、费用已经付了的，按本市标准退给家属。',
    'zh-TW':
      '在本市殯儀館辦的，基本服務費當場減免，不用申請。在外地火化、費用已經付了的，按本市標準退給家屬。',
    en: 'At a funeral home of this city the basic fees are netted off on the spot and nobody has to apply. For a cremation elsewhere, what was paid is refunded to the family by this city’s schedule.',
  },
  whoFor: {
    'zh-CN': '逝者的近亲属可以申请，由一位家属代表申请。谁的费用可以退，由本市的惠民殡葬标准规定。',
    'zh-TW': '逝者的近親屬可以申請，由一位家屬代表申請。誰的費用可以退，由本市的惠民殯葬標準規定。',
    en: 'A close relative may apply; one relative applies for the family. Whose fees are refunded is the rule of this city’s schedule.',
  },
  pays: {
    'zh-CN':
      '每一项按实际费用退，不超过这一项的标准；各项合计不超过总上限。低保、特困人员的总上限更高。\n没有用的项目不折成现金；选了更贵的服务，超出的部分自己承担。',
    'zh-TW':
      '每一項按實際費用退，不超過這一項的標準；各項合計不超過總上限。低保、特困人員的總上限更高。\n沒有用的項目不折成現金；選了更貴的服務，超出的部分自己承擔。',
    en: 'Each item is refunded at what it cost, up to the schedule’s figure for it, and all items together up to the total cap, which is higher for people on social assistance.\nItems that were not used are not paid out; the price of a better service above the schedule is the family’s own.',
  },
  counter: {
    'zh-CN':
      '不想网上办，可以带身份证到任一区政务服务中心的民政窗口，效力相同。家人、村（社区）工作人员可以帮您办。',
    'zh-TW':
      '不想網上辦，可以帶身份證到任一區政務服務中心的民政窗口，效力相同。家人、村（社區）工作人員可以幫您辦。',
    en: 'If you would rather not apply online, take your identity card to the civil affairs counter of any district service centre; it counts the same. Family or community staff may help you.',
  },
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
