import { civilAffairs } from '#sandbox/departments/civil-affairs.ts';
import { city } from '#sandbox/departments/testing.ts';
import { about, getPerson } from './testing/sandbox-department.ts';
import { testSandboxService } from './testing/sandbox-service.ts';

const respelt = getPerson(({ heldNames }) => heldNames['civil-affairs'] !== undefined);
const [living, poor] = [city.get('daughter'), city.get('welfare-elsewhere-deceased')];
const bypass = {
  contradicted:
    'It is asked for what it holds of a person, not to compare anything: it can contradict nothing.',
};

testSandboxService(
  civilAffairs,
  {
    confirmed: about('E-CRM', ['cremationDate', 'local'], [city.get('daughter-in-law-deceased')]),
    no_record: about('E-CRM', ['cremationDate', 'local'], [living]),
    ambiguous: about('E-CRM', ['cremationDate', 'local'], [respelt]),
  },
  bypass,
);

testSandboxService(
  civilAffairs,
  {
    confirmed: about('E-WEL', ['receives'], [poor]),
    no_record: about('E-WEL', ['receives'], [living]),
    ambiguous: about('E-WEL', ['receives'], [{ ...poor, name: '任桂蘭' }]),
  },
  bypass,
);
