import type { EvidenceDocument } from '#domain/evidence.ts';
import { socialInsuranceCentre } from './departments.ts';

/**
 * Whether the death was recognised as a work injury, or is being examined. Recognition lies with the same administration as
 * the pension and its register is whole for the city, so no entry means that nobody applied for recognition.
 */
export const workInjury: EvidenceDocument = {
  code: 'E-INJ',
  title: { 'zh-CN': '工伤认定', 'zh-TW': '工傷認定', en: 'Recognition of work injury' },
  department: socialInsuranceCentre,
  subjects: 1,
  complete: {
    coverage: {
      'zh-CN': '本市工伤认定申请',
      'zh-TW': '本市工傷認定申請',
      en: 'Applications for recognition in this city',
    },
    reading: { recognition: 'NONE' },
  },
  connectors: ['social-security-2009'],
  fields: [
    {
      name: 'recognition',
      kind: 'code',
      label: { 'zh-CN': '工伤认定情况', 'zh-TW': '工傷認定情況', en: 'State of recognition' },
      sensitive: true,
      codes: {
        NONE: { 'zh-CN': '没有申请过', 'zh-TW': '沒有申請過', en: 'Never applied for' },
        PENDING: { 'zh-CN': '正在认定', 'zh-TW': '正在認定', en: 'Being examined' },
        RECOGNISED: { 'zh-CN': '已认定为工伤', 'zh-TW': '已認定為工傷', en: 'Recognised as a work injury' },
        DENIED: { 'zh-CN': '认定不是工伤', 'zh-TW': '認定不是工傷', en: 'Found not to be a work injury' },
      },
    },
  ],
};
