import type { ServiceDocument } from '#domain/service.ts';
import { contributions, insured, paid, pension } from '../after-a-death/requirements/insurance.ts';

/** What the pension insurance knows of the person who died: insured how, contributed and drawn how long, paid already. */
export const insuranceRequirements: ServiceDocument['requirements'] = [
  insured(['scheme', 'status'], {
    'zh-CN': '核实参加的是哪种养老保险、是否已退休',
    'zh-TW': '核實參加的是哪種養老保險、是否已退休',
    en: 'To confirm the scheme and whether a pension was drawn',
  }),
  contributions(['actualMonths', 'deemedMonths', 'migrated', 'flexible', 'ownPaidFen'], {
    'zh-CN': '计算抚恤金的月数；不满5年的，核实本人缴费',
    'zh-TW': '計算撫卹金的月數；不滿5年的，核實本人繳費',
    en: 'To work out the months of gratuity and, below 5 years, the person’s own contributions',
  }),
  {
    id: 'oldContributions',
    title: {
      'zh-CN': '2009年以前的缴费年限',
      'zh-TW': '2009年以前的繳費年限',
      en: 'Contribution record before 2009',
    },
    subjects: ['deceased'],
    purpose: {
      'zh-CN': '老系统里还没有并入的缴费也要算进去',
      'zh-TW': '老系統裡還沒有併入的繳費也要算進去',
      en: 'To count contributions that are still only in the old system',
    },
    legalBasis: { citation: '社会保险经办条例第二十六条', kind: 'STATUTORY_DUTY' },
    ladder: [
      {
        means: 'data_share',
        evidence: 'E-PEN-YRS-OLD',
        fields: ['actualMonths', 'deemedMonths', 'monthsFrom2009', 'ownPaidFen', 'paidFrom2009Fen'],
        patienceMinutes: 1440,
      },
      // Where the old system says nothing certain, officers look into the paper ledgers that it was typed from.
      {
        means: 'data_share',
        evidence: 'E-PEN-ARC',
        fields: ['actualMonths', 'deemedMonths', 'monthsFrom2009', 'ownPaidFen', 'paidFrom2009Fen'],
        patienceMinutes: 7 * 24 * 60,
      },
    ],
    paperSpared: null,
  },
  pension(['retired', 'retireMonth', 'drawnMonths', 'lastPaidMonth'], {
    'zh-CN': '已领养老金的，按领取年数减抚恤金月数',
    'zh-TW': '已領養老金的，按領取年數減撫卹金月數',
    en: 'To take off the years of pension drawn from the months of gratuity',
  }),
  paid(['funeralPaid', 'gratuityPaid', 'fund'], {
    'zh-CN': '核实丧葬补助金、抚恤金没有发过',
    'zh-TW': '核實喪葬補助金、撫卹金沒有發過',
    en: 'To confirm that neither grant nor gratuity was paid before',
  }),
];
