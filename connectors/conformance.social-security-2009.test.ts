import { socialSecurity2009 } from '#sandbox/departments/social-security-2009.ts';
import { city } from '#sandbox/departments/testing.ts';
import { about, getPerson, testSandboxDepartment } from './testing/sandbox-department.ts';

const FIELDS = ['actualMonths', 'deemedMonths', 'migrated', 'flexible', 'ownPaidFen'];
const respelt = getPerson(
  ({ heldNames, insurance }) =>
    heldNames['social-security-2009'] !== undefined && insurance?.scheme === 'EMPLOYEE',
);

const nobody = { name: '欧阳无名', idNumber: '990105199602290138' };
const bypass = {
  contradicted:
    'It is asked for what it holds of a person, not to compare anything: it can contradict nothing.',
};

testSandboxDepartment(
  socialSecurity2009,
  {
    confirmed: about('E-PEN-YRS', FIELDS, [city.get('daughter-deceased')]),
    no_record: about('E-PEN-YRS', FIELDS, [nobody]),
    ambiguous: about('E-PEN-YRS', FIELDS, [respelt]),
  },
  bypass,
);

testSandboxDepartment(
  socialSecurity2009,
  {
    confirmed: about('E-PEN-BAL', ['balanceFen'], [city.get('resident-elsewhere-deceased')]),
    no_record: about('E-PEN-BAL', ['balanceFen'], [nobody]),
    ambiguous: about('E-PEN-BAL', ['balanceFen'], [respelt]),
  },
  bypass,
);
