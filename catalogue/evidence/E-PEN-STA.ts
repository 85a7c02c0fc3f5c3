import type { EvidenceDocument } from '#domain/evidence.ts';
import { socialInsuranceCentre } from './departments.ts';

/**
 * Basic pension insurance: which scheme, and its state.
 */
export const pensionStatus: EvidenceDocument = {
  code: 'E-PEN-STA',
  title: { 'zh-CN': '养老保险参保状态', 'zh-TW': '養老保險參保狀態', en: 'Pension insurance status' },
  department: socialInsuranceCentre,
  subjects: 1,
  connectors: ['social-security-2009'],
  fields: [
    {
      name: 'scheme',
      kind: 'code',
      label: { 'zh-CN': '参保险种', 'zh-TW': '參保險種', en: 'Scheme' },
      codes: {
        EMPLOYEE: {
          'zh-CN': '企业职工基本养老保险',
          'zh-TW': '企業職工基本養老保險',
          en: 'Employees’ basic pension insurance',
        },
        RESIDENT: {
          'zh-CN': '城乡居民基本养老保险',
          'zh-TW': '城鄉居民基本養老保險',
          en: 'Residents’ basic pension insurance',
        },
        INSTITUTION: {
          'zh-CN': '机关事业单位基本养老保险',
          'zh-TW': '機關事業單位基本養老保險',
          en: 'Basic pension insurance of public institutions',
        },
      },
    },
    {
      name: 'status',
      kind: 'code',
      label: { 'zh-CN': '参保状态', 'zh-TW': '參保狀態', en: 'Status' },
      codes: {
        ACTIVE: { 'zh-CN': '参保缴费', 'zh-TW': '參保繳費', en: 'Contributing' },
        SUSPENDED: { 'zh-CN': '暂停缴费', 'zh-TW': '暫停繳費', en: 'Contributions suspended' },
        RETIRED: { 'zh-CN': '已领养老金', 'zh-TW': '已領養老金', en: 'Drawing a pension' },
        ENDED: { 'zh-CN': '关系已终止', 'zh-TW': '關係已終止', en: 'Insurance ended' },
      },
    },
  ],
};
