import type { EvidenceDocument } from '#domain/evidence.ts';
import { civilAffairsBureau } from './departments.ts';
import { TURNS_MONTHLY } from './freshness.ts';

/**
 * Subsistence allowance or support for people in extreme hardship (低保、特困): whether it was being received, or ended with the
 * death and for no other reason. The bureau pays both itself, so no entry means that neither was received.
 */
export const welfare: EvidenceDocument = {
  code: 'E-WEL',
  title: { 'zh-CN': '低保、特困登记', 'zh-TW': '低保、特困登記', en: 'Subsistence allowance' },
  department: civilAffairsBureau,
  subjects: 1,
  complete: {
    coverage: {
      'zh-CN': '本市发放的低保金和特困人员供养金',
      'zh-TW': '本市發放的低保金和特困人員供養金',
      en: 'Subsistence allowances and support paid by this city',
    },
    reading: { receives: false },
  },
  connectors: ['civil-affairs'],
  fields: [
    {
      name: 'receives',
      kind: 'yes_no',
      label: {
        'zh-CN': '去世时享受低保或特困供养',
        'zh-TW': '去世時享受低保或特困供養',
        en: 'Received it at the time of death',
      },
      sensitive: true,
      freshness: TURNS_MONTHLY,
    },
  ],
};
