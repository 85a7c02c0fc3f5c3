import type { EvidenceDocument } from '#domain/evidence.ts';
import { socialInsuranceCentre } from './departments.ts';

/**
 * Survivors' payments already made for a death: funeral grant and gratuity, by which fund (`fund` is absent where nothing
 * was paid). A code of our own: no published catalogue has an entry for it. It is the payer's own register, so no entry
 * means that nothing was paid by these funds.
 */
export const survivorPayments: EvidenceDocument = {
  code: 'E-PEN-SUR',
  title: { 'zh-CN': '遗属待遇发放记录', 'zh-TW': '遺屬待遇發放記錄', en: 'Survivor payments already made' },
  department: socialInsuranceCentre,
  subjects: 1,
  complete: {
    coverage: {
      'zh-CN': '本市养老、工伤、失业保险基金的发放记录',
      'zh-TW': '本市養老、工傷、失業保險基金的發放記錄',
      en: 'Payments of this city’s pension, work injury and unemployment funds',
    },
    reading: { funeralPaid: false, gratuityPaid: false, fund: null },
  },
  connectors: ['social-security-2009'],
  fields: [
    {
      name: 'funeralPaid',
      kind: 'yes_no',
      label: { 'zh-CN': '已发丧葬补助金', 'zh-TW': '已發喪葬補助金', en: 'Funeral grant paid' },
    },
    {
      name: 'gratuityPaid',
      kind: 'yes_no',
      label: { 'zh-CN': '已发抚恤金', 'zh-TW': '已發撫卹金', en: 'Gratuity paid' },
    },
    {
      name: 'fund',
      kind: 'code',
      label: { 'zh-CN': '发放基金', 'zh-TW': '發放基金', en: 'Paid from' },
      optional: true,
      codes: {
        PENSION: { 'zh-CN': '养老保险基金', 'zh-TW': '養老保險基金', en: 'Pension fund' },
        INJURY: { 'zh-CN': '工伤保险基金', 'zh-TW': '工傷保險基金', en: 'Work injury fund' },
        UNEMPLOYMENT: { 'zh-CN': '失业保险基金', 'zh-TW': '失業保險基金', en: 'Unemployment fund' },
      },
    },
  ],
};
