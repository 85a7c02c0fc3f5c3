import type { EvidenceDocument } from '#domain/evidence.ts';
import { healthCommission } from './departments.ts';

/**
 * Birth certificate (出生医学证明) of the second person, compared inside the department: is the first person named on it as
 * father, as mother? The certificate itself and the other parent never leave the department. Kept since about 1996.
 */
export const birthCertificate: EvidenceDocument = {
  code: 'E-BIR',
  title: {
    'zh-CN': '出生医学证明上的父母',
    'zh-TW': '出生醫學證明上的父母',
    en: 'Parents on the birth certificate',
  },
  department: healthCommission,
  subjects: 2,
  held: 'sensitive',
  connectors: ['health'],
  fields: [
    {
      name: 'fatherIsDeceased',
      kind: 'yes_no',
      label: {
        'zh-CN': '逝者是证明上的父亲',
        'zh-TW': '逝者是證明上的父親',
        en: 'The deceased is the father named on it',
      },
      sensitive: true,
    },
    {
      name: 'motherIsDeceased',
      kind: 'yes_no',
      label: {
        'zh-CN': '逝者是证明上的母亲',
        'zh-TW': '逝者是證明上的母親',
        en: 'The deceased is the mother named on it',
      },
      sensitive: true,
    },
  ],
};
