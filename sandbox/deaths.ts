import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { City } from './city/city.ts';
import { addDays } from './city/dates.ts';
import { localFuneral } from './city/funerals.ts';
import type { Person } from './city/person.ts';
import { chinaDate } from './clock.ts';
import { registerFuneral } from './departments/civil-affairs-store.ts';
import { certifyDeath } from './departments/health-store.ts';
import { cancelRegistration } from './departments/public-security-store.ts';
import { recogniseInjury, stopPension } from './departments/social-security-2009-store.ts';

/** "Let somebody die": who, when, and how fast each department learns of it. */
export const DeathNotice = z.object({
  /** A resident's key in the city, or the identity number. */
  person: z.string().min(1),
  date: z.iso.date(),
  cause: z.enum(['natural', 'injury']).default('natural'),
  /** Days from now until the household registration is cancelled, and until the pension is stopped. */
  cancelAfterDays: z.coerce.number().int().min(0).max(365).default(0),
  stopAfterDays: z.coerce.number().int().min(0).max(365).default(0),
  /** Days from now until the cremation at home, with a sheet from which the basic fees have been taken off. */
  cremateAfterDays: z.coerce.number().int().min(0).max(365).default(0),
});
export type DeathNotice = z.infer<typeof DeathNotice>;

export type DeathProblem = 'unknown_person' | 'already_dead' | 'date_in_future' | 'date_before_birth';

export type Stores = {
  'public-security': DatabaseSync;
  health: DatabaseSync;
  'social-security-2009': DatabaseSync;
  'civil-affairs': DatabaseSync;
};

/**
 * The health department issues a certificate of the national form; public security, social security and the funeral home
 * follow, at once or after some days by the sandbox's clock. Rows carry the moment from which their department can see them.
 * @returns what stands in the way, or undefined when it is done
 */
export function letDie(city: City, stores: Stores, notice: DeathNotice, now: Date): DeathProblem | undefined {
  const person = findPerson(city, notice.person);
  if (!person) return 'unknown_person';
  if (isDead(stores, person)) return 'already_dead';
  if (notice.date > chinaDate(now)) return 'date_in_future';
  if (notice.date < person.birth) return 'date_before_birth';
  const after = (days: number) => new Date(now.getTime() + days * 86_400_000);
  certifyDeath(stores.health, {
    person,
    date: notice.date,
    cause: notice.cause === 'injury' ? 'NON_NORMAL' : 'NORMAL',
    issuer: '安澜市第二人民医院（虚构）',
    enteredAt: now.toISOString(),
  });
  if (city.isRegistered(person)) {
    cancelRegistration(
      stores['public-security'],
      person.idNumber,
      notice.date,
      after(notice.cancelAfterDays).toISOString(),
    );
  }
  const stop = after(notice.stopAfterDays);
  stopPension(
    stores['social-security-2009'],
    person.idNumber,
    chinaDate(stop).slice(0, 7),
    stop.toISOString(),
  );
  cremate(city, stores['civil-affairs'], person, notice.date, after(notice.cremateAfterDays));
  if (notice.cause === 'injury') {
    recogniseInjury(stores['social-security-2009'], person.idNumber, 'RECOGNISED', now.toISOString());
  }
  return undefined;
}

function cremate(city: City, database: DatabaseSync, person: Person, deathDate: string, at: Date): void {
  const { town, address } = city.householdOf(person);
  const funeral = localFuneral(deathDate, town, { crematedOn: chinaDate(at) });
  registerFuneral(database, { person, deathDate, address, funeral, enteredAt: at.toISOString() });
}

/** Whether any certificate or cancellation stands in a store, also one that its department cannot see yet. */
export function isDead(stores: Pick<Stores, 'health' | 'public-security'>, person: Person): boolean {
  if (person.death) return true;
  const certified = stores.health.prepare('SELECT 1 FROM T_JMSWZM WHERE ZMBH = ?').get(person.idNumber);
  return certified !== undefined;
}

function findPerson(city: City, keyOrNumber: string): Person | undefined {
  return city.find(keyOrNumber) ?? city.people.find((person) => person.idNumber === keyOrNumber);
}

/** The day before, as the form's first suggestion. */
export function yesterday(now: Date): string {
  return addDays(chinaDate(now), -1);
}
