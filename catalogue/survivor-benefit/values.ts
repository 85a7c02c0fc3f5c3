import type { ServiceDocument } from '#domain/service.ts';
import { deathDate, overpaidMonths } from '../after-a-death/values.ts';

/** Figures that the rules look up. The income figure of a year stands under every day of that year. */
export const parameters: ServiceDocument['parameters'] = [
  {
    name: 'income',
    key: 'income.urban.per-capita',
    on: 'date(deathDate.year - 1, 12, 31)',
    label: {
      'zh-CN': '本省上一年度城镇居民人均可支配收入',
      'zh-TW': '本省上一年度城鎮居民人均可支配收入',
      en: 'Urban disposable income per head in the province, year before the death',
    },
  },
  {
    name: 'partialContribution',
    key: 'f1.partialYear.contribution',
    on: 'deathDate',
    label: { 'zh-CN': '缴费不足1年的算法', 'zh-TW': '繳費不足1年的算法', en: 'Part-years of contribution' },
  },
  {
    name: 'partialDrawn',
    key: 'f1.partialYear.drawn',
    on: 'deathDate',
    label: { 'zh-CN': '领取不足1年的算法', 'zh-TW': '領取不足1年的算法', en: 'Part-years of pension drawn' },
  },
  {
    name: 'rounding',
    key: 'f1.rounding',
    on: 'deathDate',
    label: { 'zh-CN': '四舍五入的顺序', 'zh-TW': '四捨五入的順序', en: 'Order of rounding' },
  },
  {
    name: 'unit',
    key: 'f1.unit',
    on: 'deathDate',
    label: { 'zh-CN': '四舍五入到（元）', 'zh-TW': '四捨五入到（元）', en: 'Rounded to (yuan)' },
  },
];

/** 人社部发〔2021〕18号, step by step. A word that is none of a parameter's known words gives null, never a default. */
export const values: ServiceDocument['values'] = [
  deathDate,
  { name: 'retired', expression: 'insured.status = "RETIRED"', label: null },
  {
    name: 'contributionMonths',
    expression:
      'contributions.actualMonths + (if contributions.migrated then contributions.deemedMonths else oldContributions.actualMonths - oldContributions.monthsFrom2009 + max(contributions.deemedMonths, oldContributions.deemedMonths))',
    label: { 'zh-CN': '累计缴费月数', 'zh-TW': '累計繳費月數', en: 'Months of contribution in all' },
  },
  { name: 'belowFiveYears', expression: 'contributionMonths < 60', label: null },
  {
    name: 'ownContributions',
    expression:
      '(contributions.ownPaidFen + (if contributions.migrated then 0 else oldContributions.ownPaidFen - oldContributions.paidFrom2009Fen)) / 100',
    label: { 'zh-CN': '本人缴费（元）', 'zh-TW': '本人繳費（元）', en: 'Own contributions (yuan)' },
  },
  {
    name: 'base',
    expression:
      'if rounding = "MULTIPLY_THEN_ROUND" then income / 12 else if rounding = "ROUND_BASE_FIRST" then round half up(income / 12, 2) else null',
    label: { 'zh-CN': '每月基数（元）', 'zh-TW': '每月基數（元）', en: 'Monthly base (yuan)' },
  },
  {
    name: 'yearsBeyondFifteen',
    expression:
      'if partialContribution = "PRORATA" then (contributionMonths - 180) / 12 else if partialContribution = "FLOOR" then floor((contributionMonths - 180) / 12) else if partialContribution = "CEIL" then ceiling((contributionMonths - 180) / 12) else null',
    label: null,
  },
  {
    name: 'tableMonths',
    expression:
      'if contributionMonths < 60 then 3 else if contributionMonths < 120 then 6 else if contributionMonths <= 180 then 9 else if contributionMonths >= 360 then 24 else 9 + yearsBeyondFifteen',
    label: {
      'zh-CN': '按缴费年限的月数',
      'zh-TW': '按繳費年限的月數',
      en: 'Months by years of contribution',
    },
  },
  overpaidMonths,
  {
    name: 'drawnMonths',
    expression: 'pension.drawnMonths - overpaidMonths',
    label: {
      'zh-CN': '去世前已领养老金的月数',
      'zh-TW': '去世前已領養老金的月數',
      en: 'Months of pension drawn until the death',
    },
  },
  {
    name: 'drawnYears',
    expression:
      'if partialDrawn = "PRORATA" then drawnMonths / 12 else if partialDrawn = "FLOOR" then floor(drawnMonths / 12) else if partialDrawn = "CEIL" then ceiling(drawnMonths / 12) else null',
    label: null,
  },
  {
    name: 'gratuityMonths',
    expression: 'if retired then max(9, tableMonths - drawnYears) else tableMonths',
    label: { 'zh-CN': '抚恤金月数', 'zh-TW': '撫卹金月數', en: 'Months of gratuity' },
  },
  {
    name: 'fullFuneral',
    expression: 'if unit = 0.01 or unit = 1 then round half up(2 * base / unit, 0) * unit else null',
    label: null,
  },
  {
    name: 'fullGratuity',
    expression:
      'if unit = 0.01 or unit = 1 then round half up(gratuityMonths * base / unit, 0) * unit else null',
    label: null,
  },
  {
    name: 'funeralGrant',
    expression:
      'if claim.funeralFund = "PENSION" then (if belowFiveYears then min(fullFuneral, ownContributions) else fullFuneral) else if claim.funeralFund = "INJURY" or claim.funeralFund = "UNEMPLOYMENT" then 0 else null',
    label: null,
  },
];
