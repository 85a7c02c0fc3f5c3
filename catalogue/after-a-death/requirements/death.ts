import type { Texts } from '#domain/evidence.ts';
import type { ServiceDocument } from '#domain/service.ts';

type RequirementDocument = ServiceDocument['requirements'][number];

const legalBasis = { citation: '社会保险经办条例第八条、第二十六条', kind: 'STATUTORY_DUTY' } as const;

/**
 * Death and its date (民法典第十五条: the death certificate's date, without one the household register's). Either
 * suffices; both are asked, since where they disagree a person must look. A commitment is no means for a death.
 */
export function certificate(fields: string[], purpose: Texts): RequirementDocument {
  return {
    id: 'certificate',
    title: { 'zh-CN': '去世登记', 'zh-TW': '去世登記', en: 'Registration of the death' },
    subjects: ['deceased'],
    purpose,
    legalBasis,
    ladder: [{ means: 'data_share', evidence: 'E-DTH-MED', fields, patienceMinutes: 30 }],
    readsNullOn: ['no_record'],
    paperSpared: { 'zh-CN': '死亡医学证明', 'zh-TW': '死亡醫學證明', en: 'Medical death certificate' },
  };
}

/** The certificate where only the date matters and not even the class of death. */
export const certificateDate: RequirementDocument = certificate(['deathDate'], {
  'zh-CN': '核实去世日期，不查死亡原因',
  'zh-TW': '核實去世日期，不查死亡原因',
  en: 'To confirm the date of death. The cause is not asked',
});

/** The household register's date. */
export const register: RequirementDocument = {
  id: 'register',
  title: { 'zh-CN': '户口注销', 'zh-TW': '戶口註銷', en: 'Cancelled household registration' },
  subjects: ['deceased'],
  purpose: {
    'zh-CN': '核对户口上登记的去世日期',
    'zh-TW': '核對戶口上登記的去世日期',
    en: 'To compare the date of death in the household register',
  },
  legalBasis,
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
};
