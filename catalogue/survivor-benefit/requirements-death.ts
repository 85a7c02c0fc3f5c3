import type { ServiceDocument } from '#domain/service.ts';
import { certificate, register } from '../after-a-death/requirements/death.ts';

type RequirementDocument = ServiceDocument['requirements'][number];

/** Death, its date and class, and whether it came through work. */
export const deathRequirements: RequirementDocument[] = [
  certificate(['deathDate', 'causeClass'], {
    'zh-CN': '核实去世日期和类别（正常或非正常），不查死亡原因',
    'zh-TW': '核實去世日期和類別（正常或非正常），不查死亡原因',
    en: 'To confirm the date and class of death, natural or not. The cause is not asked',
  }),
  register,
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
