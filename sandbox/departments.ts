import { cardBank } from './departments/card-bank.ts';
import { civilAffairs } from './departments/civil-affairs.ts';
import type { Department } from './departments/department.ts';
import { health } from './departments/health.ts';
import { marriageRegistry } from './departments/marriage-registry.ts';
import { publicSecurity } from './departments/public-security.ts';
import { socialSecurity1992 } from './departments/social-security-1992.ts';
import { socialSecurity2009 } from './departments/social-security-2009.ts';

/** Every department of the make-believe city, in the order of their ports. */
export const DEPARTMENTS: readonly Department[] = [
  publicSecurity,
  health,
  socialSecurity2009,
  socialSecurity1992,
  cardBank,
  civilAffairs,
  marriageRegistry,
];
