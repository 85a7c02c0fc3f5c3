import { health } from '#sandbox/departments/health.ts';
import { city } from '#sandbox/departments/testing.ts';
import { about, getPerson, testSandboxDepartment } from './testing/sandbox-department.ts';

const FIELDS = ['deathDate', 'causeClass'];
const respelt = getPerson((person) => person.quirks.includes('separator') && person.death !== null);

testSandboxDepartment(
  health,
  {
    confirmed: about('E-DTH-MED', FIELDS, [city.get('daughter-deceased')]),
    no_record: about('E-DTH-MED', FIELDS, [city.get('daughter')]),
    ambiguous: about('E-DTH-MED', FIELDS, [respelt]),
  },
  {
    contradicted:
      'A library of certificates holds no statement against anybody: what is not there is no_record.',
  },
);
