import type { EvidenceDocument } from '#domain/evidence.ts';
import { civilAffairsBureau } from './departments.ts';

/**
 * Registered cremation (殡葬火化): the day, and whether a home of this city did it. Entries of homes elsewhere arrive through
 * the national register. No record means nothing: burials, cremations not reported yet and names written otherwise have none.
 */
export const cremation: EvidenceDocument = {
  code: 'E-CRM',
  title: { 'zh-CN': '火化登记', 'zh-TW': '火化登記', en: 'Registered cremation' },
  department: civilAffairsBureau,
  subjects: 1,
  connectors: ['civil-affairs'],
  fields: [
    {
      name: 'cremationDate',
      kind: 'date',
      label: { 'zh-CN': '火化日期', 'zh-TW': '火化日期', en: 'Date of cremation' },
    },
    {
      name: 'local',
      kind: 'yes_no',
      label: {
        'zh-CN': '在本市殡仪馆火化',
        'zh-TW': '在本市殯儀館火化',
        en: 'At a funeral home of this city',
      },
    },
  ],
};
