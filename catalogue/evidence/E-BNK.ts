import type { EvidenceDocument } from '#domain/evidence.ts';
import { ruralBank } from './departments.ts';

/**
 * Whether an account belongs to a person. The account number is sent as `given.account`; the bank answers yes or no.
 */
export const bankAccount: EvidenceDocument = {
  code: 'E-BNK',
  title: { 'zh-CN': '收款账户归属', 'zh-TW': '收款帳戶歸屬', en: 'Holder of the bank account' },
  department: ruralBank,
  subjects: 1,
  connectors: ['card-bank'],
  fields: [
    {
      name: 'belongs',
      kind: 'yes_no',
      label: { 'zh-CN': '账户是本人的', 'zh-TW': '帳戶是本人的', en: 'The account is the person’s own' },
    },
  ],
};
