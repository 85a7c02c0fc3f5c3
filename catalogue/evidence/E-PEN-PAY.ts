import type { EvidenceDocument } from '#domain/evidence.ts';
import { socialInsuranceCentre } from './departments.ts';
import { TURNS_MONTHLY } from './freshness.ts';

/**
 * Pension payments from this city's funds, employees' and residents'. `drawnMonths` counts every month paid, also any paid for
 * months after the death; `lastPaidMonth` lets the rules take those off again, and `monthlyFen`, the amount of the last month,
 * says what has to be given back. The funds know their own payments, so no entry means none.
 */
export const pensionPayments: EvidenceDocument = {
  code: 'E-PEN-PAY',
  title: { 'zh-CN': '养老金发放记录', 'zh-TW': '養老金發放記錄', en: 'Pension payments' },
  department: socialInsuranceCentre,
  subjects: 1,
  complete: {
    coverage: {
      'zh-CN': '本市企业职工和城乡居民养老保险基金发放的养老金',
      'zh-TW': '本市企業職工和城鄉居民養老保險基金發放的養老金',
      en: 'Pensions paid from this city’s employees’ and residents’ pension funds',
    },
    reading: { retired: false, retireMonth: null, drawnMonths: 0, lastPaidMonth: null, monthlyFen: null },
  },
  connectors: ['social-security-2009'],
  fields: [
    {
      name: 'retired',
      kind: 'yes_no',
      label: { 'zh-CN': '已领养老金', 'zh-TW': '已領養老金', en: 'Draws a pension' },
    },
    {
      name: 'retireMonth',
      kind: 'month',
      label: { 'zh-CN': '开始领取的月份', 'zh-TW': '開始領取的月份', en: 'First month drawn' },
      sensitive: true,
      optional: true,
    },
    {
      name: 'drawnMonths',
      kind: 'integer',
      label: { 'zh-CN': '已发放月数', 'zh-TW': '已發放月數', en: 'Months paid' },
      sensitive: true,
      freshness: TURNS_MONTHLY,
    },
    {
      name: 'lastPaidMonth',
      kind: 'month',
      label: { 'zh-CN': '最后发放的月份', 'zh-TW': '最後發放的月份', en: 'Last month paid' },
      sensitive: true,
      optional: true,
      freshness: TURNS_MONTHLY,
    },
    {
      name: 'monthlyFen',
      kind: 'fen',
      label: { 'zh-CN': '每月养老金', 'zh-TW': '每月養老金', en: 'Monthly pension' },
      sensitive: true,
      optional: true,
    },
  ],
};
