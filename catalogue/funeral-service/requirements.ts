import type { ServiceDocument } from '#domain/service.ts';
import { account } from '../after-a-death/requirements/account.ts';
import { paid } from '../after-a-death/requirements/insurance.ts';
import { kin } from '../after-a-death/requirements/kin.ts';
import { items, paidFieldOf } from './items.ts';

const legalBasis = {
  citation: '殡葬管理条例；民政部《关于全面推行惠民殡葬政策的指导意见》',
  kind: 'STATUTORY_DUTY',
} as const;

const sheetFields = [
  'nettedOff',
  ...items.flatMap((item) =>
    item.quantity === null ? [paidFieldOf(item)] : [item.quantity, paidFieldOf(item)],
  ),
];

/** The service sheet is asked first: where the home has netted the fees off, nothing else is asked. */
export const requirements: ServiceDocument['requirements'] = [
  {
    id: 'services',
    title: { 'zh-CN': '殡葬服务单', 'zh-TW': '殯葬服務單', en: 'Service sheet of the funeral home' },
    subjects: ['deceased'],
    purpose: {
      'zh-CN': '核实用了哪些基本服务、费用有没有在殡仪馆直接减免',
      'zh-TW': '核實用了哪些基本服務、費用有沒有在殯儀館直接減免',
      en: 'To learn which basic services were used and whether the home has netted the fees off',
    },
    legalBasis,
    ladder: [{ means: 'data_share', evidence: 'E-FUN-SVC', fields: sheetFields, patienceMinutes: 30 }],
    paperSpared: { 'zh-CN': '殡葬服务发票', 'zh-TW': '殯葬服務發票', en: 'Invoice of the funeral home' },
  },
  {
    id: 'cremation',
    title: { 'zh-CN': '火化登记', 'zh-TW': '火化登記', en: 'Registration of the cremation' },
    subjects: ['deceased'],
    purpose: {
      'zh-CN': '核实火化日期和是不是在本市火化',
      'zh-TW': '核實火化日期和是不是在本市火化',
      en: 'To confirm the date of the cremation and whether it was in this city',
    },
    legalBasis,
    ladder: [
      { means: 'data_share', evidence: 'E-CRM', fields: ['cremationDate', 'local'], patienceMinutes: 30 },
    ],
    readsNullOn: ['no_record'],
    paperSpared: { 'zh-CN': '火化证明', 'zh-TW': '火化證明', en: 'Certificate of cremation' },
  },
  {
    id: 'residence',
    title: { 'zh-CN': '户籍', 'zh-TW': '戶籍', en: 'Household registration' },
    subjects: ['deceased'],
    purpose: {
      'zh-CN': '核实去世前户籍是不是在本市',
      'zh-TW': '核實去世前戶籍是不是在本市',
      en: 'To confirm that the person was registered in this city',
    },
    legalBasis,
    ladder: [{ means: 'data_share', evidence: 'E-HUK', fields: ['local'], patienceMinutes: 30 }],
    paperSpared: { 'zh-CN': '户口簿', 'zh-TW': '戶口簿', en: 'Household register' },
  },
  {
    id: 'welfare',
    title: { 'zh-CN': '低保、特困', 'zh-TW': '低保、特困', en: 'Social assistance' },
    subjects: ['deceased'],
    purpose: {
      'zh-CN': '核实逝者是不是低保、特困人员，他们的上限更高',
      'zh-TW': '核實逝者是不是低保、特困人員，他們的上限更高',
      en: 'To learn whether the higher cap for people on social assistance applies',
    },
    legalBasis,
    ladder: [{ means: 'data_share', evidence: 'E-WEL', fields: ['receives'], patienceMinutes: 30 }],
    paperSpared: { 'zh-CN': '低保证、特困证', 'zh-TW': '低保證、特困證', en: 'Proof of social assistance' },
  },
  paid(['funeralPaid'], {
    'zh-CN': '本地规定领过丧葬补助金不再退还的，核实有没有领过',
    'zh-TW': '本地規定領過喪葬補助金不再退還的，核實有沒有領過',
    en: 'To learn whether a funeral grant was paid, where the place refunds nothing beside it',
  }),
  kin(
    {
      'zh-CN': '核实您是逝者的近亲属，费用退给近亲属',
      'zh-TW': '核實您是逝者的近親屬，費用退給近親屬',
      en: 'To confirm that you are a close relative: the fees are refunded to one',
    },
    '民法典第一千零四十五条；民政部《关于全面推行惠民殡葬政策的指导意见》',
  ),
  account(legalBasis.citation),
];
