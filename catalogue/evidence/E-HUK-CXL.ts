import type { EvidenceDocument } from '#domain/evidence.ts';
import { publicSecurityBureau } from './departments.ts';

/**
 * Household registration cancelled because of death (户口注销). `cancelledForDeath` is false where the registration is in
 * force or was cancelled for another reason; then there is no `deathDate`. In force says nothing about being alive: families
 * may not have reported yet (户口登记条例 art. 8).
 */
export const householdCancellation: EvidenceDocument = {
  code: 'E-HUK-CXL',
  title: { 'zh-CN': '户口注销登记', 'zh-TW': '戶口註銷登記', en: 'Cancelled household registration' },
  department: publicSecurityBureau,
  subjects: 1,
  connectors: ['public-security'],
  fields: [
    {
      name: 'cancelledForDeath',
      kind: 'yes_no',
      label: { 'zh-CN': '因去世注销户口', 'zh-TW': '因去世註銷戶口', en: 'Cancelled because of death' },
    },
    {
      name: 'deathDate',
      kind: 'date',
      label: { 'zh-CN': '登记的去世日期', 'zh-TW': '登記的去世日期', en: 'Registered date of death' },
      optional: true,
    },
  ],
};
