import type { ServiceDocument } from '#domain/service.ts';

type RequirementDocument = ServiceDocument['requirements'][number];

/** That the account is the applicant's own: the bank answers yes or no. */
export function account(citation: string): RequirementDocument {
  return {
    id: 'account',
    title: { 'zh-CN': '收款账户', 'zh-TW': '收款帳戶', en: 'Bank account' },
    subjects: ['applicant'],
    given: { account: 'account' },
    purpose: {
      'zh-CN': '核实收款账户是您本人的',
      'zh-TW': '核實收款帳戶是您本人的',
      en: 'To confirm that the account is your own',
    },
    legalBasis: { citation, kind: 'STATUTORY_DUTY' },
    ladder: [{ means: 'data_share', evidence: 'E-BNK', fields: ['belongs'], patienceMinutes: 30 }],
    paperSpared: { 'zh-CN': '银行卡复印件', 'zh-TW': '銀行卡複印件', en: 'Copy of the bank card' },
  };
}
