import type { Texts } from '#domain/evidence.ts';

// The departments that hold the evidence, by their full names (数源部门).

export const healthCommission: Texts = {
  'zh-CN': '市卫生健康委员会',
  'zh-TW': '市衛生健康委員會',
  en: 'Municipal Health Commission',
};

export const ruralBank: Texts = {
  'zh-CN': '安澜农商银行',
  'zh-TW': '安瀾農商銀行',
  en: 'Anlan Rural Commercial Bank',
};

export const publicSecurityBureau: Texts = {
  'zh-CN': '市公安局',
  'zh-TW': '市公安局',
  en: 'Municipal Public Security Bureau',
};

export const socialInsuranceCentre: Texts = {
  'zh-CN': '市社会保险事业管理中心',
  'zh-TW': '市社會保險事業管理中心',
  en: 'Municipal Social Insurance Centre',
};
