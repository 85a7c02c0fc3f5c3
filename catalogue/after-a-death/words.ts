import type { Texts } from '#domain/evidence.ts';

// What the start pages and letters of every service of one death say in the same words.

export const COUNTER: Texts = {
  'zh-CN':
    '不想网上办，可以带身份证到任一区政务服务中心的社保窗口，效力相同。家人、村（社区）工作人员可以帮您办。',
  'zh-TW':
    '不想網上辦，可以帶身份證到任一區政務服務中心的社保窗口，效力相同。家人、村（社區）工作人員可以幫您辦。',
  en: 'If you would rather not apply online, take your identity card to the social insurance counter of any district service centre; it counts the same. Family or community staff may help you.',
};

export const APPEAL: Texts = {
  'zh-CN':
    '不同意这个决定，可以自知道决定之日起60日内申请行政复议（行政复议法第二十条），也可以在6个月内向人民法院起诉（行政诉讼法第四十六条）。',
  'zh-TW':
    '不同意這個決定，可以自知道決定之日起60日內申請行政複議（行政複議法第二十條），也可以在6個月內向人民法院起訴（行政訴訟法第四十六條）。',
  en: 'If you do not agree, you may ask for administrative reconsideration within 60 days of learning of the decision (行政复议法 art. 20) or sue in the people’s court within 6 months (行政诉讼法 art. 46).',
};

/** 200,000 yuan: configuration of this city, not a rule of law. Above it a decision needs two persons. */
export const AMOUNT_LIMIT_FEN = 20_000_000;
