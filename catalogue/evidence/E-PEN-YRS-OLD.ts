import type { EvidenceDocument } from '#domain/evidence.ts';
import { socialInsuranceCentre } from './departments.ts';

/**
 * Contribution months in the system of 1992 to 2009, still the only holder of what was never migrated. Both systems ran side
 * by side for a while: `monthsFrom2009` and `paidFrom2009Fen` are the part of `actualMonths` and `ownPaidFen` from January
 * 2009 on, which the new system holds too. `deemedMonths` is the same finding as in the new system, never a second one.
 */
export const oldContributions: EvidenceDocument = {
  code: 'E-PEN-YRS-OLD',
  title: {
    'zh-CN': '2009年以前的缴费年限',
    'zh-TW': '2009年以前的繳費年限',
    en: 'Contribution record before 2009',
  },
  department: socialInsuranceCentre,
  subjects: 1,
  connectors: ['social-security-1992'],
  fields: [
    {
      name: 'actualMonths',
      kind: 'integer',
      label: { 'zh-CN': '实际缴费月数', 'zh-TW': '實際繳費月數', en: 'Months contributed' },
      sensitive: true,
    },
    {
      name: 'deemedMonths',
      kind: 'integer',
      label: { 'zh-CN': '视同缴费月数', 'zh-TW': '視同繳費月數', en: 'Months deemed contributed' },
      sensitive: true,
    },
    {
      name: 'monthsFrom2009',
      kind: 'integer',
      label: {
        'zh-CN': '其中2009年1月以后的月数',
        'zh-TW': '其中2009年1月以後的月數',
        en: 'Of these, months from January 2009',
      },
      sensitive: true,
    },
    {
      name: 'ownPaidFen',
      kind: 'fen',
      label: { 'zh-CN': '本人缴费', 'zh-TW': '本人繳費', en: 'Own contributions' },
      sensitive: true,
    },
    {
      name: 'paidFrom2009Fen',
      kind: 'fen',
      label: {
        'zh-CN': '其中2009年1月以后的本人缴费',
        'zh-TW': '其中2009年1月以後的本人繳費',
        en: 'Of these, paid from January 2009',
      },
      sensitive: true,
    },
  ],
};
