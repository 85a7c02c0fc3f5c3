import { describe, expect, test } from 'vitest';
import { CaseStatus } from './case-event.ts';
import { ResidentId, StaffId } from './ids.ts';
import {
  type Actor,
  ALLOWED,
  type CaseAction,
  holds,
  isAllowed,
  isPermitted,
  REQUIRES,
  type StaffRole,
} from './permission.ts';

const ID = '0198a000-0000-7000-8000-000000000001';
const staff = (...roles: StaffRole[]): Actor => ({
  kind: 'staff',
  id: StaffId.parse(`staf_${ID}`),
  roles,
  area: '990000/990100',
});
const ACTORS = {
  resident: { kind: 'resident', id: ResidentId.parse(`resi_${ID}`) },
  broker: { kind: 'system', id: 'broker' },
  portal: { kind: 'system', id: 'portal' },
  clerk: staff('clerk'),
  'senior clerk': staff('senior_clerk'),
  'department officer': staff('department_officer'),
  'city administrator': staff('city_administrator'),
  'staff member without a role': staff(),
} as const satisfies Record<string, Actor>;

/** Written out by hand: the tables must come to this, whatever else is added to them. */
const MAY: Record<keyof typeof ACTORS, readonly CaseAction[]> = {
  resident: ['read', 'commit', 'withdraw'],
  broker: ['read', 'answer', 'plan', 'decide', 'park'],
  portal: ['read', 'answer', 'plan', 'decide', 'park'],
  clerk: ['read'],
  'senior clerk': ['read'],
  'department officer': [],
  'city administrator': [],
  'staff member without a role': [],
};
const ADMITS: Record<CaseStatus, readonly CaseAction[]> = {
  submitted: ['read', 'plan', 'answer', 'decide', 'park', 'withdraw'],
  verifying: ['read', 'plan', 'answer', 'decide', 'park', 'commit', 'withdraw'],
  review: ['read', 'plan', 'answer', 'decide', 'park', 'commit', 'withdraw'],
  decided: ['read'],
  withdrawn: ['read'],
};
const ACTIONS = Object.keys(REQUIRES) as CaseAction[];
const names = Object.keys(ACTORS) as (keyof typeof ACTORS)[];

describe.each(names)('a %s', (name) => {
  test.each(ACTIONS)('may %s a case exactly where the table says so', (action) => {
    expect(isPermitted(ACTORS[name], action)).toBe(MAY[name].includes(action));
  });
});

describe.each(CaseStatus.options)('a case that is %s', (status) => {
  test.each(ACTIONS)('admits %s exactly where the table says so', (action) => {
    expect(isAllowed(status, action)).toBe(ADMITS[status].includes(action));
  });
});

test('a closed case admits nothing but reading, to anybody', () => {
  for (const status of ['decided', 'withdrawn'] as const) expect(ALLOWED[status]).toEqual(['read']);
});

test('no actor holds both a resident’s and the system’s actions: nobody commits for somebody and decides it', () => {
  for (const actor of Object.values(ACTORS)) {
    expect(isPermitted(actor, 'commit') && isPermitted(actor, 'decide')).toBe(false);
  }
});

test('several roles hold what each of them holds, and no more', () => {
  const both = staff('clerk', 'department_officer');
  expect(ACTIONS.filter((action) => isPermitted(both, action))).toEqual(['read']);
});

test('only a resident saves and files applications', () => {
  const saving = names.filter((name) => holds(ACTORS[name], 'save:application:own'));
  const filing = names.filter((name) => holds(ACTORS[name], 'file:application:own'));
  expect([saving, filing]).toEqual([['resident'], ['resident']]);
});
