import { cardBank } from '#sandbox/departments/card-bank.ts';
import { city } from '#sandbox/departments/testing.ts';
import { about, getPerson } from './testing/sandbox-department.ts';
import { testSandboxService } from './testing/sandbox-service.ts';

const holder = city.get('daughter');
const respelt = getPerson(
  ({ card, heldNames }) => card !== null && heldNames['card-bank']?.endsWith('?') === true,
);
const whose = (person: typeof holder, account: string | null) =>
  about('E-BNK', ['belongs'], [person], { account: account ?? '' });

testSandboxService(
  cardBank,
  {
    confirmed: whose(holder, holder.card),
    no_record: whose(holder, '9999995555000012'),
    ambiguous: whose(respelt, respelt.card),
  },
  { contradicted: 'It says yes or no to one question: that the account is not hers is a confirmed no.' },
);
