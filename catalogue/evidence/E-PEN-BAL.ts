import type { EvidenceDocument } from '#domain/evidence.ts';
import { socialInsuranceCentre } from './departments.ts';

/**
 * What is left in a person's own pension account (个人账户), principal and interest together: it belongs to the heirs
 * (社会保险法 art. 14). Pensions paid by mistake after the death have not been taken off it. No record means no account in this
 * city; it says nothing of accounts elsewhere.
 */
export const accountBalance: EvidenceDocument = {
  code: 'E-PEN-BAL',
  title: {
    'zh-CN': '养老保险个人账户余额',
    'zh-TW': '養老保險個人帳戶餘額',
    en: 'Balance of the personal pension account',
  },
  department: socialInsuranceCentre,
  subjects: 1,
  connectors: ['social-security-2009'],
  fields: [
    {
      name: 'balanceFen',
      kind: 'fen',
      label: { 'zh-CN': '个人账户本息余额', 'zh-TW': '個人帳戶本息餘額', en: 'Balance with interest' },
      sensitive: true,
    },
  ],
};
