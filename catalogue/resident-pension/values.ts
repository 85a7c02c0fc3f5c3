import type { ServiceDocument } from '#domain/service.ts';
import { deathDate, inherited, offsetParameter, overpaidValues } from '../after-a-death/values.ts';

/** What the place has set up: which kind of funeral grant, with the figures that this kind needs. */
export const parameters: ServiceDocument['parameters'] = [
  offsetParameter,
  {
    name: 'scheme',
    key: 'f2.scheme',
    on: 'deathDate',
    label: {
      'zh-CN': '本地丧葬补助金的办法',
      'zh-TW': '本地喪葬補助金的辦法',
      en: 'Kind of funeral grant in this place',
    },
  },
  {
    name: 'fixedGrant',
    key: 'f2.fixed',
    on: 'deathDate',
    label: {
      'zh-CN': '定额丧葬补助金（元）',
      'zh-TW': '定額喪葬補助金（元）',
      en: 'Fixed funeral grant (yuan)',
    },
  },
  {
    name: 'grantBelow15',
    key: 'f2.byYears.below15',
    on: 'deathDate',
    label: {
      'zh-CN': '缴费不满15年的丧葬补助金（元）',
      'zh-TW': '繳費不滿15年的喪葬補助金（元）',
      en: 'Funeral grant below 15 years of contribution (yuan)',
    },
  },
  {
    name: 'grantFrom15',
    key: 'f2.byYears.from15',
    on: 'deathDate',
    label: {
      'zh-CN': '缴费满15年的丧葬补助金（元）',
      'zh-TW': '繳費滿15年的喪葬補助金（元）',
      en: 'Funeral grant from 15 years of contribution (yuan)',
    },
  },
  {
    name: 'grantMonths',
    key: 'f2.months',
    on: 'deathDate',
    label: {
      'zh-CN': '丧葬补助金相当于基础养老金的月数',
      'zh-TW': '喪葬補助金相當於基礎養老金的月數',
      en: 'Months of basic pension that the funeral grant comes to',
    },
  },
  {
    name: 'basicPension',
    key: 'f2.basicPension',
    on: 'deathDate',
    label: {
      'zh-CN': '本地每月基础养老金（元）',
      'zh-TW': '本地每月基礎養老金（元）',
      en: 'Monthly basic pension in this place (yuan)',
    },
  },
  {
    name: 'exclusiveWithEmployees',
    key: 'excl.F1-F2-funeral',
    on: 'deathDate',
    label: {
      'zh-CN': '职工和城乡居民养老保险的丧葬补助金只发一份',
      'zh-TW': '職工和城鄉居民養老保險的喪葬補助金只發一份',
      en: 'Only one funeral grant of the employees’ and the residents’ insurance',
    },
  },
];

/**
 * 国发〔2014〕8号: the balance can be inherited; a funeral grant only where the place has one. A word that is none of the
 * known kinds gives null, never a default.
 */
export const values: ServiceDocument['values'] = [
  deathDate,
  ...overpaidValues,
  inherited,
  {
    name: 'localGrant',
    expression:
      'if scheme = "NONE" then 0 else if scheme = "FIXED" then fixedGrant else if scheme = "BY_YEARS" then (if contributions.actualMonths < 180 then grantBelow15 else grantFrom15) else if scheme = "MONTHS_OF_BASIC_PENSION" then round half up(grantMonths * basicPension, 2) else null',
    label: {
      'zh-CN': '本地标准的丧葬补助金（元）',
      'zh-TW': '本地標準的喪葬補助金（元）',
      en: 'Funeral grant by the rule of the place (yuan)',
    },
  },
  {
    name: 'funeralGrant',
    expression:
      'if claim.funeralFund = "PENSION" then localGrant else if claim.funeralFund = "INJURY" or claim.funeralFund = "UNEMPLOYMENT" then 0 else null',
    label: null,
  },
];
