import type { ServiceDocument } from '#domain/service.ts';
import { account } from '../after-a-death/pages/account.ts';
import { relation } from '../after-a-death/pages/relation.ts';
import { whom } from '../after-a-death/pages/whom.ts';
import { offsetParameter } from '../after-a-death/values.ts';
import { AMOUNT_LIMIT_FEN } from '../after-a-death/words.ts';
import { examples } from './examples.ts';
import { requirements } from './requirements.ts';
import { amounts, criteria, rule, values } from './rules.ts';
import { texts } from './texts.ts';

/** 职工基本养老保险个人账户余额继承 (社会保险法第十四条): an item of its own, never part of the survivors' benefit. */
export const personalAccount: ServiceDocument = {
  id: 'personal-account',
  version: 1,
  engine: 1,
  validFrom: '2026-01-01',
  ...texts,
  roles: ['applicant', 'deceased'],
  persons: [{ role: 'deceased', nameFrom: 'deceasedName', idNumberFrom: 'deceasedIdNumber' }],
  benefit: 'account',
  pages: [whom, relation, account],
  requirements,
  askFirst: ['insured'],
  parameters: [offsetParameter],
  values,
  criteria,
  rule,
  amounts,
  payee: { role: 'applicant', accountFrom: 'account' },
  decision: { mode: 'system', amountLimitFen: AMOUNT_LIMIT_FEN },
  payWithinWorkingDays: 3,
  examples,
};
