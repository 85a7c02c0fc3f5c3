import type { EvidenceDocument } from '#domain/evidence.ts';
import { publicSecurityBureau } from './departments.ts';

/**
 * Two persons in one household register: how each is related to the head (与户主关系, two digits of GB/T 4761-2008), first
 * the deceased, then the applicant. No record where they do not stand in one register: that never means unrelated.
 */
export const household: EvidenceDocument = {
  code: 'E-HH',
  title: {
    'zh-CN': '同一户籍中的关系',
    'zh-TW': '同一戶籍中的關係',
    en: 'Relations within one household register',
  },
  department: publicSecurityBureau,
  subjects: 2,
  connectors: ['public-security'],
  fields: [
    {
      name: 'firstRelation',
      kind: 'code',
      label: {
        'zh-CN': '逝者与户主的关系',
        'zh-TW': '逝者與戶主的關係',
        en: 'Relation of the deceased to the head',
      },
    },
    {
      name: 'secondRelation',
      kind: 'code',
      label: {
        'zh-CN': '申请人与户主的关系',
        'zh-TW': '申請人與戶主的關係',
        en: 'Relation of the applicant to the head',
      },
    },
  ],
};
