import { socialSecurity1992 } from '#sandbox/departments/social-security-1992.ts';
import { city } from '#sandbox/departments/testing.ts';
import { about, getPerson, testSandboxDepartment } from './testing/sandbox-department.ts';

const FIELDS = ['actualMonths', 'deemedMonths', 'monthsFrom2009', 'ownPaidFen', 'paidFrom2009Fen'];
const unitless = getPerson((person) => person.quirks.includes('unknown-unit'));

testSandboxDepartment(
  socialSecurity1992,
  {
    confirmed: about('E-PEN-YRS-OLD', FIELDS, [city.get('two-systems-deceased')]),
    no_record: about('E-PEN-YRS-OLD', FIELDS, [{ name: '欧阳无名', idNumber: '990105199602290138' }]),
    ambiguous: about('E-PEN-YRS-OLD', FIELDS, [unitless]),
  },
  {
    contradicted:
      'It is asked for what it holds of a person, not to compare anything: it can contradict nothing.',
  },
);
