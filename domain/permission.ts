import type { CaseEventType, CaseStatus } from './case-event.ts';
import type { DepartmentId, ResidentId, StaffId } from './ids.ts';

/** 操作主体: who acts. Every verb takes one; none is ever fetched inside. */
export type Actor =
  | { kind: 'resident'; id: ResidentId }
  | {
      kind: 'staff';
      id: StaffId;
      tail: string;
      roles: readonly StaffRole[];
      area: string;
      /** The department whose data an officer answers for; null for everybody else. */
      department: DepartmentId | null;
    }
  | { kind: 'system'; id: 'broker' | 'portal' };

export type StaffRole = 'clerk' | 'senior_clerk' | 'department_officer' | 'city_administrator';

export type CaseAction =
  | 'read'
  | 'answer'
  | 'plan'
  | 'decide'
  | 'park'
  | 'pay'
  | 'commit'
  | 'withdraw'
  | 'request_review'
  | 'correct_account'
  | 'ask'
  | 'claim'
  | 'release'
  | 'reassign'
  | 'determine'
  | 'judge'
  | 'propose'
  | 'approve'
  | 'return';

/** verb : thing : reach. `own` is a party's own; `area` lies inside the staff member's area. */
export type Permission =
  | `${CaseAction}:case:${'own' | 'area' | 'any'}`
  | `${'save' | 'file'}:application:own`
  | `${'prepare' | 'release'}:payment:area`
  | DepartmentPermission;

/** `department`: of the officer's own department. That a second signature is not the first's stands in the verbs. */
export type DepartmentPermission =
  | `${'read' | 'connect' | 'sign' | 'switch' | 'export'}:connector:department`
  | `${'decide' | 'narrow'}:grant:department`
  | 'request:grant:city'
  | 'answer:question:department'
  | 'settle:ticket:department'
  | `open:ticket:${'own' | 'area'}`;

const WORK = ['read', 'plan', 'answer', 'decide', 'park'] as const;

/** Which action is allowed in which status. Pages show and the server checks from this one table. */
export const ALLOWED = {
  submitted: [...WORK, 'withdraw'],
  verifying: [...WORK, 'ask', 'commit', 'withdraw', 'release', 'reassign'],
  review: [
    ...WORK,
    'ask',
    'commit',
    'withdraw',
    'claim',
    'release',
    'reassign',
    'determine',
    'judge',
    'propose',
  ],
  proposed: [...WORK, 'withdraw', 'approve', 'return'],
  decided: ['read', 'request_review', 'pay', 'correct_account'],
  withdrawn: ['read'],
} as const satisfies Record<CaseStatus, readonly CaseAction[]>;

/** Which permissions an action needs; any one of them is enough. */
export const REQUIRES = {
  read: ['read:case:own', 'read:case:area', 'read:case:any'],
  answer: ['answer:case:any'],
  plan: ['plan:case:any'],
  decide: ['decide:case:any'],
  park: ['park:case:any'],
  pay: ['pay:case:any'],
  commit: ['commit:case:own'],
  withdraw: ['withdraw:case:own'],
  request_review: ['request_review:case:own'],
  correct_account: ['correct_account:case:own'],
  ask: ['ask:case:area'],
  claim: ['claim:case:area'],
  release: ['release:case:area'],
  reassign: ['reassign:case:area'],
  determine: ['determine:case:area'],
  judge: ['judge:case:area'],
  propose: ['propose:case:area'],
  approve: ['approve:case:area'],
  return: ['return:case:area'],
} as const satisfies Record<CaseAction, readonly Permission[]>;

/** Which action an event is the trace of; a submission is the application's filing and no action on a case. */
export const EVENT_ACTION = {
  'case.submitted': null,
  'wave.planned': 'plan',
  'answer.received': 'answer',
  'question.refused': 'plan',
  'rung.opened': 'plan',
  'commitment.made': 'commit',
  'commitment.declined': 'commit',
  'case.decided': 'decide',
  'case.parked': 'park',
  'question.asked_again': 'ask',
  'question.reopened': 'plan',
  'case.claimed': 'claim',
  'case.released': 'release',
  'requirement.determined': 'determine',
  'criterion.judged': 'judge',
  'decision.proposed': 'propose',
  'decision.returned': 'return',
  'decision.approved': 'approve',
  'review.requested': 'request_review',
  'payment.reported': 'pay',
  'account.corrected': 'correct_account',
  'case.withdrawn': 'withdraw',
} as const satisfies Record<CaseEventType, CaseAction | null>;

const CLERK = [
  'read:case:area',
  'ask:case:area',
  'claim:case:area',
  'release:case:area',
  'determine:case:area',
  'judge:case:area',
  'propose:case:area',
  'prepare:payment:area',
  'open:ticket:area',
] as const satisfies readonly Permission[];

const HELD = {
  resident: [
    'save:application:own',
    'file:application:own',
    'read:case:own',
    'commit:case:own',
    'withdraw:case:own',
    'request_review:case:own',
    'correct_account:case:own',
    'open:ticket:own',
  ],
  system: [
    'read:case:any',
    'answer:case:any',
    'plan:case:any',
    'decide:case:any',
    'park:case:any',
    'pay:case:any',
  ],
  clerk: CLERK,
  // The second person (复核) of a decision and of a batch; that it is not the first stands in the verbs.
  senior_clerk: [
    ...CLERK,
    'approve:case:area',
    'return:case:area',
    'reassign:case:area',
    'release:payment:area',
  ],
  department_officer: [
    'read:connector:department',
    'connect:connector:department',
    'sign:connector:department',
    'switch:connector:department',
    'export:connector:department',
    'decide:grant:department',
    'narrow:grant:department',
    'answer:question:department',
    'settle:ticket:department',
  ],
  city_administrator: ['request:grant:city'],
} as const satisfies Record<'resident' | 'system' | StaffRole, readonly Permission[]>;

function permissionsOf(actor: Actor): readonly Permission[] {
  return actor.kind === 'staff' ? actor.roles.flatMap((role) => HELD[role]) : HELD[actor.kind];
}

/** Whether the actor's role carries the permission at all; whose thing it is stands in the query's `where`. */
export function holds(actor: Actor, permission: Permission): boolean {
  return permissionsOf(actor).includes(permission);
}

/** Whether the actor's role carries an action on cases. */
export function isPermitted(actor: Actor, action: CaseAction): boolean {
  return REQUIRES[action].some((permission) => holds(actor, permission));
}

/** Whether a case in this status admits the action. */
export function isAllowed(status: CaseStatus, action: CaseAction): boolean {
  const allowed: readonly CaseAction[] = ALLOWED[status];
  return allowed.includes(action);
}
