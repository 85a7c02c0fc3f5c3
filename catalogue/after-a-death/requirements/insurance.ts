import type { Texts } from '#domain/evidence.ts';
import type { ServiceDocument } from '#domain/service.ts';

type RequirementDocument = ServiceDocument['requirements'][number];

// What the pension insurance knows of the person who died. Each service asks for the fields that its own rules read.

const legalBasis = { citation: '社会保险经办条例第二十六条', kind: 'STATUTORY_DUTY' } as const;

/** Which scheme, and its state. */
export function insured(fields: string[], purpose: Texts): RequirementDocument {
  return {
    id: 'insured',
    title: { 'zh-CN': '参保情况', 'zh-TW': '參保情況', en: 'Insurance' },
    subjects: ['deceased'],
    purpose,
    legalBasis,
    ladder: [{ means: 'data_share', evidence: 'E-PEN-STA', fields, patienceMinutes: 30 }],
    paperSpared: { 'zh-CN': '参保证明', 'zh-TW': '參保證明', en: 'Proof of insurance' },
  };
}

/** Months of contribution in the system that runs today. */
export function contributions(fields: string[], purpose: Texts): RequirementDocument {
  return {
    id: 'contributions',
    title: { 'zh-CN': '缴费年限', 'zh-TW': '繳費年限', en: 'Contribution record' },
    subjects: ['deceased'],
    purpose,
    legalBasis,
    ladder: [{ means: 'data_share', evidence: 'E-PEN-YRS', fields, patienceMinutes: 30 }],
    paperSpared: { 'zh-CN': '缴费证明', 'zh-TW': '繳費證明', en: 'Proof of contributions' },
  };
}

/** Pension paid, perhaps beyond the month of death. */
export function pension(fields: string[], purpose: Texts): RequirementDocument {
  return {
    id: 'pension',
    title: { 'zh-CN': '养老金发放', 'zh-TW': '養老金發放', en: 'Pension payments' },
    subjects: ['deceased'],
    purpose,
    legalBasis,
    ladder: [{ means: 'data_share', evidence: 'E-PEN-PAY', fields, patienceMinutes: 30 }],
    paperSpared: { 'zh-CN': '退休证', 'zh-TW': '退休證', en: 'Pension booklet' },
  };
}

/** What is left in the personal account, with interest. */
export function balance(purpose: Texts): RequirementDocument {
  return {
    id: 'balance',
    title: { 'zh-CN': '个人账户余额', 'zh-TW': '個人帳戶餘額', en: 'Balance of the personal account' },
    subjects: ['deceased'],
    purpose,
    legalBasis,
    ladder: [{ means: 'data_share', evidence: 'E-PEN-BAL', fields: ['balanceFen'], patienceMinutes: 30 }],
    paperSpared: null,
  };
}

/** What survivors have been paid for this death already. */
export function paid(fields: string[], purpose: Texts): RequirementDocument {
  return {
    id: 'paid',
    title: { 'zh-CN': '同类待遇发放', 'zh-TW': '同類待遇發放', en: 'Survivor payments already made' },
    subjects: ['deceased'],
    purpose,
    legalBasis: { citation: '社会保险法第四十九条', kind: 'STATUTORY_DUTY' },
    ladder: [{ means: 'data_share', evidence: 'E-PEN-SUR', fields, patienceMinutes: 30 }],
    paperSpared: null,
  };
}
