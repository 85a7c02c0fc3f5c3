import type { ServiceDocument } from '#domain/service.ts';
import { accountOwn, nearRelative } from '../after-a-death/criteria.ts';
import { benefitCriteria } from './criteria-benefit.ts';
import { deathCriteria } from './criteria-death.ts';

export const criteria: ServiceDocument['criteria'] = [
  ...deathCriteria,
  ...benefitCriteria,
  nearRelative,
  accountOwn,
];

/** Every criterion must hold. */
export const rule: ServiceDocument['rule'] = { all: criteria.map(({ id }) => ({ criterion: id })) };
