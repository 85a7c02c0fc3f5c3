import type { ServiceDocument } from '#domain/service.ts';

type RequirementDocument = ServiceDocument['requirements'][number];

/**
 * Death and its date (民法典第十五条: the death certificate's date, without one the household register's). Either
 * suffices; both are asked, since where they disagree a person must look. A commitment is no means for a death.
 */
export const deathRequirements: RequirementDocument[] = [
  {
    id: 'certificate',
    title: { 'zh-CN': '去世登记', 'zh-TW': '去世登記', en: 'Registration of the death' },
    subjects: ['deceased'],
    purpose: {
      'zh-CN': '核实去世日期和类别（正常或非正常），不查死亡原因',
      'zh-TW': '核實去世日期和類別（正常或非正常），不查死亡原因',
      en: 'To confirm the date and class of death, natural or not. The cause is not asked',
    },
    legalBasis: { citation: '社会保险经办条例第八条、第二十六条', kind: 'STATUTORY_DUTY' },
    ladder: [
      {
        means: 'data_share',
        evidence: 'E-DTH-MED',
        fields: ['deathDate', 'causeClass'],
        patienceMinutes: 30,
      },
    ],
    readsNullOn: ['no_record'],
    paperSpared: { 'zh-CN': '死亡医学证明', 'zh-TW': '死亡醫學證明', en: 'Medical death certificate' },
  },
  {
    id: 'register',
    title: { 'zh-CN': '户口注销', 'zh-TW': '戶口註銷', en: 'Cancelled household registration' },
    subjects: ['deceased'],
    purpose: {
      'zh-CN': '核对户口上登记的去世日期',
      'zh-TW': '核對戶口上登記的去世日期',
      en: 'To compare the date of death in the household register',
    },
    legalBasis: { citation: '社会保险经办条例第八条、第二十六条', kind: 'STATUTORY_DUTY' },
    ladder: [
      {
        means: 'data_share',
        evidence: 'E-HUK-CXL',
        fields: ['cancelledForDeath', 'deathDate'],
        patienceMinutes: 30,
      },
    ],
    readsNullOn: ['no_record', 'not_permitted', 'unavailable'],
    paperSpared: {
      'zh-CN': '户口注销证明',
      'zh-TW': '戶口註銷證明',
      en: 'Certificate of cancelled registration',
    },
  },
  {
    id: 'injury',
    title: { 'zh-CN': '工伤认定', 'zh-TW': '工傷認定', en: 'Recognition of work injury' },
    subjects: ['deceased'],
    purpose: {
      'zh-CN': '核实去世是否认定为工伤',
      'zh-TW': '核實去世是否認定為工傷',
      en: 'To learn whether the death was recognised as a work injury',
    },
    legalBasis: { citation: '社会保险法第十七条', kind: 'STATUTORY_DUTY' },
    ladder: [{ means: 'data_share', evidence: 'E-INJ', fields: ['recognition'], patienceMinutes: 30 }],
    paperSpared: null,
  },
];
