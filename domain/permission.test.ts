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
  tail: '01',
  roles,
  area: '990000/990100',
  department: null,
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

const WORK: readonly CaseAction[] = ['read', 'answer', 'plan', 'decide', 'park'];
const CLERK: readonly CaseAction[] = ['read', 'ask', 'claim', 'release', 'determine', 'judge', 'propose'];

/** Written out by hand: the tables must come to this, whatever else is added to them. */
const MAY: Record<keyof typeof ACTORS, readonly CaseAction[]> = {
  resident: ['read', 'commit', 'withdraw', 'request_review', 'correct_account'],
  broker: [...WORK, 'pay'],
  portal: [...WORK, 'pay'],
  clerk: CLERK,
  'senior clerk': [...CLERK, 'reassign', 'approve', 'return'],
  'department officer': [],
  'city administrator': [],
  'staff member without a role': [],
};
const ADMITS: Record<CaseStatus, readonly CaseAction[]> = {
  submitted: [...WORK, 'withdraw'],
  verifying: [...WORK, 'ask', 'commit', 'withdraw', 'release', 'reassign'],
  review: [
    ...([...WORK, 'ask', 'commit', 'withdraw', 'claim', 'release', 'reassign'] as const),
    ...(['determine', 'judge', 'propose'] as const),
  ],
  proposed: [...WORK, 'withdraw', 'approve', 'return'],
  decided: ['read', 'request_review', 'pay', 'correct_account'],
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

describe('the authority matrix', () => {
  const matrix = names.flatMap((name) =>
    CaseStatus.options.flatMap((status) => ACTIONS.map((action) => ({ name, status, action }))),
  );
  const can = ({ name, status, action }: (typeof matrix)[number]) =>
    isPermitted(ACTORS[name], action) && isAllowed(status, action);

  test('lets an actor do exactly what the role holds and the status admits, in every combination', () => {
    const wrong = matrix.filter(
      (cell) =>
        can(cell) !== (MAY[cell.name].includes(cell.action) && ADMITS[cell.status].includes(cell.action)),
    );
    expect(wrong).toEqual([]);
  });

  test('lets nobody do anything but read in a withdrawn case', () => {
    const left = matrix.filter((cell) => cell.status === 'withdrawn' && can(cell));
    expect(new Set(left.map(({ action }) => action))).toEqual(new Set(['read']));
  });

  test('lets only the system decide, in every status: a person proposes and another one confirms', () => {
    const deciding = matrix.filter((cell) => cell.action === 'decide' && can(cell));
    expect(new Set(deciding.map(({ name }) => name))).toEqual(new Set(['broker', 'portal']));
  });

  test('lets only a senior clerk confirm or send back, and only what has been proposed', () => {
    const confirming = matrix.filter((cell) => ['approve', 'return'].includes(cell.action) && can(cell));
    expect(confirming.map(({ name, status, action }) => [name, status, action])).toEqual([
      ['senior clerk', 'proposed', 'approve'],
      ['senior clerk', 'proposed', 'return'],
    ]);
  });

  test('gives every action to somebody in some status: none is dead', () => {
    const alive = new Set(matrix.filter(can).map(({ action }) => action));
    expect([...ACTIONS].filter((action) => !alive.has(action))).toEqual([]);
  });

  test('gives nobody the role’s work beyond an area: staff hold permissions of their area only', () => {
    const own = Object.values(REQUIRES).flat();
    const beyond = own.filter((permission) => !permission.endsWith(':area'));
    for (const name of names.filter((each) => ACTORS[each].kind === 'staff'))
      expect(beyond.filter((permission) => holds(ACTORS[name], permission))).toEqual([]);
  });
});

test('a withdrawn case admits nothing but reading, a decided one no work either', () => {
  expect(ALLOWED.withdrawn).toEqual(['read']);
  for (const action of ['answer', 'plan', 'decide', 'park', 'propose', 'withdraw'] as const)
    expect(isAllowed('decided', action)).toBe(false);
});

test('no actor holds both a resident’s and the system’s actions: nobody commits for somebody and decides it', () => {
  for (const actor of Object.values(ACTORS)) {
    expect(isPermitted(actor, 'commit') && isPermitted(actor, 'decide')).toBe(false);
  }
});

test('several roles hold what each of them holds, and no more', () => {
  const both = staff('clerk', 'department_officer');
  expect(ACTIONS.filter((action) => isPermitted(both, action)).toSorted()).toEqual([...CLERK].toSorted());
});

test('only a resident saves and files applications', () => {
  const saving = names.filter((name) => holds(ACTORS[name], 'save:application:own'));
  const filing = names.filter((name) => holds(ACTORS[name], 'file:application:own'));
  expect([saving, filing]).toEqual([['resident'], ['resident']]);
});

test('payments are prepared by clerks and released by senior clerks, and by nobody else', () => {
  const preparing = names.filter((name) => holds(ACTORS[name], 'prepare:payment:area'));
  const releasing = names.filter((name) => holds(ACTORS[name], 'release:payment:area'));
  expect([preparing, releasing]).toEqual([['clerk', 'senior clerk'], ['senior clerk']]);
});
