import type { EvidenceDocument } from '#domain/evidence.ts';
import { publicSecurityBureau } from './departments.ts';

/**
 * Whether a person's permanent household registration (常住户口) stood in this city until death. False for people who moved
 * their registration elsewhere. No record where the register has never held the person: mostly people registered elsewhere,
 * but also a number or name written otherwise, so it is not a no.
 */
export const residence: EvidenceDocument = {
  code: 'E-HUK',
  title: { 'zh-CN': '户籍所在地', 'zh-TW': '戶籍所在地', en: 'Household registration' },
  department: publicSecurityBureau,
  subjects: 1,
  connectors: ['public-security'],
  fields: [
    {
      name: 'local',
      kind: 'yes_no',
      label: {
        'zh-CN': '去世前户籍在本市',
        'zh-TW': '去世前戶籍在本市',
        en: 'Registered in this city until death',
      },
    },
  ],
};
