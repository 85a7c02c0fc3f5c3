import type { Texts } from '#domain/evidence.ts';

// The departments that hold the evidence, by their full names (数源部门).

export const civilAffairsBureau: Texts = {
  'zh-CN': '市民政局',
  'zh-TW': '市民政局',
  en: 'Municipal Civil Affairs Bureau',
};

export const healthCommission: Texts = {
  'zh-CN': '市卫生健康委员会',
  'zh-TW': '市衛生健康委員會',
  en: 'Municipal Health Commission',
};

/** The national library is asked through the province. */
export const marriageLibrary: Texts = {
  'zh-CN': '省民政厅（全国婚姻登记信息库）',
  'zh-TW': '省民政廳（全國婚姻登記資訊庫）',
  en: 'Provincial Department of Civil Affairs (national marriage library)',
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
