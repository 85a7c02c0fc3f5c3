import type { EvidenceDocument } from '#domain/evidence.ts';
import { socialInsuranceCentre } from './departments.ts';
import { oldContributions } from './E-PEN-YRS-OLD.ts';

/**
 * The same finding as in the old system, looked up by officers in the paper ledgers and personal files that the old system was
 * typed from. There is no system to ask: an officer opens the binder, a second one looks again.
 */
export const archiveContributions: EvidenceDocument = {
  code: 'E-PEN-ARC',
  title: {
    'zh-CN': '2009年以前的缴费年限（查纸质台账）',
    'zh-TW': '2009年以前的繳費年限（查紙本臺帳）',
    en: 'Contribution record before 2009, from the paper ledgers',
  },
  department: socialInsuranceCentre,
  subjects: 1,
  // Officers open no binder that a system may yet make unnecessary.
  held: 'scarce',
  connectors: ['social-security-archive'],
  fields: oldContributions.fields,
};
