import type { ServiceDocument } from '#domain/service.ts';
import { account } from '../after-a-death/pages/account.ts';
import { funeralFund } from '../after-a-death/pages/funeral-fund.ts';
import { relation } from '../after-a-death/pages/relation.ts';
import { whom } from '../after-a-death/pages/whom.ts';
import { AMOUNT_LIMIT_FEN } from '../after-a-death/words.ts';
import { examples } from './examples.ts';
import { requirements } from './requirements.ts';
import { amounts, criteria, rule } from './rules.ts';
import { texts } from './texts.ts';
import { parameters, values } from './values.ts';

/** 城乡居民基本养老保险注销登记 (国发〔2014〕8号; the funeral grant by each place's own rule). */
export const residentPension: ServiceDocument = {
  id: 'resident-pension',
  version: 1,
  engine: 1,
  validFrom: '2026-01-01',
  ...texts,
  roles: ['applicant', 'deceased'],
  persons: [{ role: 'deceased', nameFrom: 'deceasedName', idNumberFrom: 'deceasedIdNumber' }],
  benefit: 'f2',
  pages: [whom, relation, funeralFund, account],
  requirements,
  askFirst: ['insured'],
  parameters,
  values,
  criteria,
  rule,
  amounts,
  payee: { role: 'applicant', accountFrom: 'account' },
  drafts: [{ service: 'pension-repayment', when: 'overpaid > setOff' }],
  decision: { mode: 'system', amountLimitFen: AMOUNT_LIMIT_FEN },
  payWithinWorkingDays: 3,
  examples,
};
