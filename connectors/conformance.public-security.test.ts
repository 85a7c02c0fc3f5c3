import { publicSecurity } from '#sandbox/departments/public-security.ts';
import { city } from '#sandbox/departments/testing.ts';
import { about, getPerson, testSandboxDepartment } from './testing/sandbox-department.ts';

const { idNumber } = city.get('daughter');
const shared = getPerson((person) => person.quirks.includes('one-number-two-people'));

testSandboxDepartment(
  publicSecurity,
  {
    confirmed: about('E-HUK-CXL', ['cancelledForDeath', 'deathDate'], [city.get('daughter-deceased')]),
    contradicted: about('E-ID', ['matches'], [{ name: '欧阳无名', idNumber }]),
    no_record: about('E-ID', ['matches'], [{ name: '欧阳无名', idNumber: '990105199602290138' }]),
    ambiguous: about('E-HUK-CXL', ['cancelledForDeath', 'deathDate'], [shared]),
  },
  {},
);

testSandboxDepartment(
  publicSecurity,
  {
    confirmed: about('E-HUK', ['local'], [city.get('moved-out-deceased')]),
    no_record: about('E-HUK', ['local'], [{ name: '欧阳无名', idNumber: '990105199602290138' }]),
    ambiguous: about('E-HUK', ['local'], [shared]),
  },
  { contradicted: 'Whether a registration is local is told, not compared: it can contradict nothing.' },
);
