import type { ServiceDocument } from '#domain/service.ts';
import { benefitCriteria } from './criteria-benefit.ts';
import { deathCriteria } from './criteria-death.ts';
import { personCriteria } from './criteria-person.ts';

export const criteria: ServiceDocument['criteria'] = [
  ...deathCriteria,
  ...benefitCriteria,
  ...personCriteria,
];

/** Every criterion must hold. */
export const rule: ServiceDocument['rule'] = { all: criteria.map(({ id }) => ({ criterion: id })) };
