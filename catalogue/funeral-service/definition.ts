import type { ServiceDocument } from '#domain/service.ts';
import { account } from '../after-a-death/pages/account.ts';
import { relation } from '../after-a-death/pages/relation.ts';
import { whom } from '../after-a-death/pages/whom.ts';
import { AMOUNT_LIMIT_FEN } from '../after-a-death/words.ts';
import { examples } from './examples.ts';
import { requirements } from './requirements.ts';
import { amounts, criteria, rule } from './rules.ts';
import { texts } from './texts.ts';
import { parameters, values } from './values.ts';

/** 惠民殡葬基本服务费退还 (殡葬管理条例; who and how much is each city's own schedule). */
export const funeralService: ServiceDocument = {
  id: 'funeral-service',
  version: 1,
  engine: 1,
  validFrom: '2026-01-01',
  ...texts,
  roles: ['applicant', 'deceased'],
  persons: [{ role: 'deceased', nameFrom: 'deceasedName', idNumberFrom: 'deceasedIdNumber' }],
  benefit: 'f3',
  pages: [whom, relation, account],
  requirements,
  askFirst: ['services'],
  parameters,
  values,
  criteria,
  rule,
  amounts,
  payee: { role: 'applicant', accountFrom: 'account' },
  decision: { mode: 'system', amountLimitFen: AMOUNT_LIMIT_FEN },
  payWithinWorkingDays: 3,
  examples,
};
