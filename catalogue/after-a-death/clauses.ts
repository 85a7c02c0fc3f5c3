import type { Texts } from '#domain/evidence.ts';

// The clauses that several services of one death cite, as people cite them.

export const INSURANCE_14: Texts = {
  'zh-CN': '社会保险法第十四条',
  'zh-TW': '社會保險法第十四條',
  en: '社会保险法 art. 14',
};

export const INSURANCE_17: Texts = {
  'zh-CN': '社会保险法第十七条',
  'zh-TW': '社會保險法第十七條',
  en: '社会保险法 art. 17',
};

export const INSURANCE_49: Texts = {
  'zh-CN': '社会保险法第四十九条',
  'zh-TW': '社會保險法第四十九條',
  en: '社会保险法 art. 49',
};

export const HANDLING_26: Texts = {
  'zh-CN': '社会保险经办条例第二十六条',
  'zh-TW': '社會保險經辦條例第二十六條',
  en: '社会保险经办条例 art. 26',
};

/** Reporting an event that ends a benefit, and returning what was paid beyond it. */
export const HANDLING_25_46: Texts = {
  'zh-CN': '社会保险经办条例第二十五条、第四十六条',
  'zh-TW': '社會保險經辦條例第二十五條、第四十六條',
  en: '社会保险经办条例 arts. 25 and 46',
};

/** 国务院关于建立统一的城乡居民基本养老保险制度的意见. */
export const STATE_COUNCIL_2014_8: Texts = {
  'zh-CN': '国发〔2014〕8号',
  'zh-TW': '國發〔2014〕8號',
  en: '国发〔2014〕8号',
};

export const CIVIL_CODE_15: Texts = {
  'zh-CN': '民法典第十五条',
  'zh-TW': '民法典第十五條',
  en: '民法典 art. 15',
};

export const CIVIL_CODE_1045: Texts = {
  'zh-CN': '民法典第一千零四十五条',
  'zh-TW': '民法典第一千零四十五條',
  en: '民法典 art. 1045',
};

export const CIVIL_CODE_1127: Texts = {
  'zh-CN': '民法典第一千一百二十七条',
  'zh-TW': '民法典第一千一百二十七條',
  en: '民法典 art. 1127',
};

/** The national guidance on free basic funeral services; who and how much is each city's own rule. */
export const FUNERAL_GUIDANCE: Texts = {
  'zh-CN': '民政部《关于全面推行惠民殡葬政策的指导意见》；本市惠民殡葬标准',
  'zh-TW': '民政部《關於全面推行惠民殯葬政策的指導意見》；本市惠民殯葬標準',
  en: '民政部《关于全面推行惠民殡葬政策的指导意见》; this city’s schedule',
};
