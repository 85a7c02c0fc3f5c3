import { cardBank } from '#sandbox/departments/card-bank.ts';
import { city } from '#sandbox/departments/testing.ts';
import { about, getPerson, testSandboxDepartment } from './testing/sandbox-department.ts';

const holder = city.get('daughter');
const respelt = getPerson((person) => person.card !== null && person.heldNames['card-bank'] !== undefined);
const whose = (person: typeof holder, account: string | null) =>
  about('E-BNK', ['belongs'], [person], { account: account ?? '' });

testSandboxDepartment(
  cardBank,
  {
    confirmed: whose(holder, holder.card),
    contradicted: whose(holder, city.get('spouse').card),
    no_record: whose(holder, '9999995555000012'),
    ambiguous: whose(respelt, respelt.card),
  },
  {},
);
