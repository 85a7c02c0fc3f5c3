import type { EvidenceDocument } from '#domain/evidence.ts';
import { healthCommission } from './departments.ts';

/**
 * Death registered by a hospital or health centre (居民死亡医学证明). The cause of death is never a field here: the
 * department answers a class only. No record says nothing: certificates before 2014 were not all collected.
 */
export const deathCertificate: EvidenceDocument = {
  code: 'E-DTH-MED',
  title: { 'zh-CN': '死亡医学证明登记', 'zh-TW': '死亡醫學證明登記', en: 'Medical death certificate' },
  department: healthCommission,
  subjects: 1,
  connectors: ['health'],
  fields: [
    {
      name: 'deathDate',
      kind: 'date',
      label: { 'zh-CN': '去世日期', 'zh-TW': '去世日期', en: 'Date of death' },
    },
    {
      name: 'causeClass',
      kind: 'code',
      label: { 'zh-CN': '去世类别', 'zh-TW': '去世類別', en: 'Class of death' },
      sensitive: true,
      codes: {
        NORMAL: { 'zh-CN': '正常', 'zh-TW': '正常', en: 'Natural causes' },
        NON_NORMAL: { 'zh-CN': '非正常', 'zh-TW': '非正常', en: 'Not natural causes' },
        DECLARED: { 'zh-CN': '法院宣告', 'zh-TW': '法院宣告', en: 'Declared by a court' },
      },
    },
  ],
};
