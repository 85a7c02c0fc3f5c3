import type { ArchiveDepartment } from '../archive/archive.ts';
import { fillSocialSecurity1992, SOCIAL_SECURITY_1992_SCHEMA } from './social-security-1992-store.ts';

/**
 * The old system of 市社会保险事业管理中心, closed at the end of 2009 and read-only since. It knows 15-digit numbers only. What is
 * left of it is a ledger in PostgreSQL, which the portal reads through a view.
 */
export const socialSecurity1992: ArchiveDepartment = {
  id: 'social-security-1992',
  name: '安澜市社会保险老系统（1992—2009年）',
  evidence: {
    'E-PEN-YRS-OLD': {
      subjects: 1,
      fields: ['actualMonths', 'deemedMonths', 'monthsFrom2009', 'ownPaidFen', 'paidFrom2009Fen'],
    },
  },
  schema: SOCIAL_SECURITY_1992_SCHEMA,
  fill: fillSocialSecurity1992,
  view: 'archive.v_jfmx',
};
