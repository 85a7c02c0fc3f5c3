import type { ArchiveDepartment } from './archive/archive.ts';
import { cardBank } from './departments/card-bank.ts';
import { civilAffairs } from './departments/civil-affairs.ts';
import type { Department } from './departments/department.ts';
import { health } from './departments/health.ts';
import { marriageRegistry } from './departments/marriage-registry.ts';
import { publicSecurity } from './departments/public-security.ts';
import { socialSecurity1992 } from './departments/social-security-1992.ts';
import { socialSecurity2009 } from './departments/social-security-2009.ts';
import type { ServiceDepartment } from './services/service.ts';

/** A department that speaks the wire protocol, one that has a service of its own, or one whose database is read. */
export type AnyDepartment = Department | ServiceDepartment | ArchiveDepartment;

/** Every department of the make-believe city, in the order of their ports. */
export const DEPARTMENTS: readonly AnyDepartment[] = [
  publicSecurity,
  health,
  socialSecurity2009,
  socialSecurity1992,
  cardBank,
  civilAffairs,
  marriageRegistry,
];
