import { marriageRegistry } from '#sandbox/departments/marriage-registry.ts';
import { city } from '#sandbox/departments/testing.ts';
import { about } from './testing/sandbox-department.ts';
import { testSandboxService } from './testing/sandbox-service.ts';

const pair = (...keys: string[]) => about('E-MAR', ['state'], keys.map(city.get));
const respelt = city.registrations.find(
  ({ type, man, woman }) =>
    type === 'IA' && [man, woman].some((key) => city.get(key).heldNames['marriage-registry'] !== undefined),
);
if (respelt === undefined) throw new Error('no marriage was entered under a name written otherwise');

testSandboxService(
  marriageRegistry,
  {
    confirmed: pair('registered-spouse-deceased', 'registered-spouse'),
    no_record: pair('spouse-deceased', 'spouse'),
    ambiguous: pair(respelt.man, respelt.woman),
  },
  {
    contradicted: 'It tells what was entered last between two people: a divorce is such an entry, too.',
  },
);
