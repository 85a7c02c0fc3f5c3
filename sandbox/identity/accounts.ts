import { createHash } from 'node:crypto';
import type { City } from '../city/city.ts';
import { ageOn } from '../city/dates.ts';
import { districtOf } from '../city/geography.ts';
import type { Person } from '../city/person.ts';
import { findEmail } from './email.ts';
import { STAFF, type Staff } from './staff.ts';

/** What the platform says about somebody who signed in. */
export type Claims = {
  sub: string;
  name: string;
  kind: 'resident' | 'staff';
  locale: string;
  area: string;
  amr: readonly string[];
  id_number?: string;
  birth_date?: string;
  email?: string;
  staff_number?: string;
  roles?: readonly string[];
  department?: string;
};

/** Under this age a guardian acts (民法典第十九条: from eight on with consent; the platform opens accounts from sixteen). */
const YOUNGEST = 16;

export type Accounts = {
  findResident(idNumber: string): Person | undefined;
  findStaff(number: string): Staff | undefined;
  residentSub(person: Person): string;
  staffSub(staff: Staff): string;
  findClaims(sub: string): Claims | undefined;
};

/** Accounts of the city's people and staff. @param isAlive by the sandbox's present knowledge; the dead do not sign in */
export function accountsOf(city: City, isAlive: (person: Person) => boolean, today: () => string): Accounts {
  const residents = new Map(city.people.map((person) => [subOf('resident', person.key), person]));
  const members = new Map(STAFF.map((member) => [subOf('staff', member.number), member]));
  const byNumber = new Map(city.people.map((person) => [person.idNumber, person]));
  return {
    findResident(idNumber) {
      const person = byNumber.get(idNumber);
      const may = person && isAlive(person) && ageOn(person.birth, today()) >= YOUNGEST;
      return may ? person : undefined;
    },
    findStaff: (number) => STAFF.find((member) => member.number === number),
    residentSub: (person) => subOf('resident', person.key),
    staffSub: (member) => subOf('staff', member.number),
    findClaims(sub) {
      const person = residents.get(sub);
      if (person) return residentClaims(city, sub, person);
      const member = members.get(sub);
      return member ? staffClaims(sub, member) : undefined;
    },
  };
}

function residentClaims(city: City, sub: string, person: Person): Claims {
  const email = findEmail(person);
  return {
    sub,
    name: person.name,
    kind: 'resident',
    locale: 'zh-CN',
    area: districtOf(city.householdOf(person).town),
    amr: ['sms'],
    id_number: person.idNumber,
    birth_date: person.birth,
    ...(email === undefined ? {} : { email }),
  };
}

/** Methods by RFC 8176: a password and a one-time password are two factors. */
function staffClaims(sub: string, member: Staff): Claims {
  return {
    sub,
    name: member.name,
    kind: 'staff',
    locale: 'zh-CN',
    area: member.area,
    amr: ['pwd', 'otp', 'mfa'],
    staff_number: member.number,
    roles: member.roles,
    ...(member.department ? { department: member.department } : {}),
  };
}

/** Stable and meaningless outside the platform. */
function subOf(kind: string, key: string): string {
  return createHash('sha256').update(`${kind}:${key}`).digest('hex').slice(0, 32);
}
