import type { BundleDocument } from '#domain/bundle.ts';
import { notice } from './notice.ts';
import { COUNTER } from './words.ts';

/** 亲人身后事: one application for everything that a family may draw, each service with a case of its own. */
export const afterADeath: BundleDocument = {
  id: 'after-a-death',
  version: 1,
  validFrom: '2026-01-01',
  title: {
    'zh-CN': '亲人身后事：该领的待遇，一次申报',
    'zh-TW': '親人身後事：該領的待遇，一次申報',
    en: 'After a death in the family: one application for what is due',
  },
  shortTitle: { 'zh-CN': '亲人身后事', 'zh-TW': '親人身後事', en: 'After a death' },
  summary: {
    'zh-CN':
      '亲人去世以后，家属可能领到的几项待遇一次申报：丧葬补助金和抚恤金、养老保险个人账户余额、城乡居民养老保险注销、殡葬服务费退还。哪几项适用由我们向部门核实，您不用先弄清楚。',
    'zh-TW':
      '親人去世以後，家屬可能領到的幾項待遇一次申報：喪葬補助金和撫卹金、養老保險個人帳戶餘額、城鄉居民養老保險註銷、殯葬服務費退還。哪幾項適用由我們向部門核實，您不用先弄清楚。',
    en: 'One application for what a family may be due after a death: funeral grant and gratuity, the balance of the pension account, the closing of a residents’ pension insurance, the refund of funeral services. Which of them apply we find out from the departments; you need not know.',
  },
  whoFor: {
    'zh-CN':
      '逝者的配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、孙子女、外孙子女可以申报，由一位家属代表。\n每一项分开办理、分开决定：一项不适用，或者要多等几天，不影响别的。',
    'zh-TW':
      '逝者的配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、孫子女、外孫子女可以申報，由一位家屬代表。\n每一項分開辦理、分開決定：一項不適用，或者要多等幾天，不影響別的。',
    en: 'A spouse, parent, child, brother, sister, grandparent or grandchild of the person who died may apply; one relative applies for the family.\nEach item is handled and decided by itself: if one does not apply or takes longer, the others go on.',
  },
  counter: COUNTER,
  services: ['survivor-benefit', 'personal-account', 'resident-pension', 'funeral-service'],
  notice,
};
