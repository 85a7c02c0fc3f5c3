import type { ServiceDocument } from '#domain/service.ts';
import { account } from '../after-a-death/pages/account.ts';
import { funeralFund } from '../after-a-death/pages/funeral-fund.ts';
import { relation } from '../after-a-death/pages/relation.ts';
import { whom } from '../after-a-death/pages/whom.ts';
import { AMOUNT_LIMIT_FEN } from '../after-a-death/words.ts';
import { amounts } from './amounts.ts';
import { criteria, rule } from './criteria.ts';
import { examples } from './examples.ts';
import { deathRequirements } from './requirements-death.ts';
import { familyRequirements } from './requirements-family.ts';
import { insuranceRequirements } from './requirements-insurance.ts';
import { texts } from './texts.ts';
import { parameters, values } from './values.ts';

/** 企业职工基本养老保险遗属待遇 (社会保险法第十七条, 社会保险经办条例第十九条, 人社部发〔2021〕18号). */
export const survivorBenefit: ServiceDocument = {
  id: 'survivor-benefit',
  version: 3,
  engine: 1,
  validFrom: '2026-01-01',
  ...texts,
  roles: ['applicant', 'deceased'],
  persons: [{ role: 'deceased', nameFrom: 'deceasedName', idNumberFrom: 'deceasedIdNumber' }],
  benefit: 'f1',
  pages: [whom, relation, funeralFund, account],
  requirements: [...deathRequirements, ...insuranceRequirements, ...familyRequirements],
  parameters,
  values,
  criteria,
  rule,
  amounts,
  payee: { role: 'applicant', accountFrom: 'account' },
  drafts: [{ service: 'pension-repayment', when: 'insured.scheme = "EMPLOYEE" and overpaidMonths > 0' }],
  decision: { mode: 'system', amountLimitFen: AMOUNT_LIMIT_FEN },
  payWithinWorkingDays: 3,
  examples,
};
