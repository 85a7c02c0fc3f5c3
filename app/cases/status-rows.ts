import type { AskedQuestion } from '#domain/case.ts';
import { isAllowed } from '#domain/permission.ts';
import type { RequirementStanding } from '#domain/requirement.ts';
import type { Requirement } from '#domain/service.ts';
import {
  answeredAt,
  askedAt,
  type CaseContext,
  committedAt,
  departmentOf,
  determinedBy,
  getEvidence,
  questionsOf,
} from './case-context.ts';
import { bodyOf, type RowBody } from './row-body.ts';
import { fallenLines } from './status-lines.ts';

/** One requirement of a case as its applicant sees it. */
export interface StatusRow extends RowBody {
  id: string;
  title: string;
  /** Who was asked; null where it rests on the applicant's own word or on a person's finding. */
  department: string | null;
  when: {
    kind: 'answered' | 'asked' | 'notSent' | 'committed' | 'determined';
    at: string | null;
    attempts: number;
  };
  /** The applicant may make a written commitment now. */
  isOffered: boolean;
  /** The answer came a moment ago. */
  arrived: boolean;
}

/** How long a row counts as just answered: about one interval between two looks of a waiting page. */
const ARRIVED_MS = 3_000;

/** The requirements that something has happened to, in the order of the definition. */
export function statusRows(context: CaseContext): StatusRow[] {
  const { service, state } = context.view;
  return service.requirements.flatMap((requirement) => {
    const standing = state.standings[requirement.id];
    return standing === undefined ? [] : [rowOf(context, requirement, standing)];
  });
}

function rowOf(context: CaseContext, requirement: Requirement, standing: RequirementStanding): StatusRow {
  const asked = questionsOf(context, requirement);
  const refused = lastRefusal(context, requirement, standing);
  const current = refused === null ? currentOf(asked, standing) : undefined;
  const body = bodyOf(context, requirement, standing, current, refused !== null);
  const fallen = fallenLines(
    context,
    asked.filter(
      (question) => question !== current && (question.note !== null || isPassed(question, standing)),
    ),
  );
  const isOffered = standing.kind === 'offered' || (standing.kind === 'waiting' && standing.offered !== null);
  return {
    id: requirement.id,
    title: requirement.title[context.words.locale],
    ...marginOf(context, requirement, standing, current, refused),
    ...body,
    lines: [...fallen, ...body.lines],
    isOffered: isOffered && isAllowed(context.view.state.status, 'commit'),
    arrived: current !== undefined && isFresh(context, current),
  };
}

/** The question that the requirement stands or falls with: that of its rung, else the last one asked. */
function currentOf(
  asked: readonly AskedQuestion[],
  standing: RequirementStanding,
): AskedQuestion | undefined {
  if (isDetermined(standing)) return undefined;
  if (standing.kind === 'established' || standing.kind === 'waiting' || standing.kind === 'open') {
    return asked.find(({ rung }) => rung === standing.rung);
  }
  return asked.at(-1);
}

function isPassed(question: AskedQuestion, standing: RequirementStanding): boolean {
  return 'rung' in standing && standing.rung !== null && question.rung < standing.rung;
}

function marginOf(
  context: CaseContext,
  requirement: Requirement,
  standing: RequirementStanding,
  current: AskedQuestion | undefined,
  refused: string | null,
): Pick<StatusRow, 'department' | 'when'> {
  if (current === undefined) return unaskedMargin(context, requirement, standing, refused);
  const department = departmentOf(context, current);
  const answered = answeredAt(context, current.step);
  const kind = current.note?.kind === 'not_permitted' ? 'notSent' : answered === null ? 'asked' : 'answered';
  return {
    department,
    when: { kind, at: answered ?? askedAt(context, current.step), attempts: current.attempts },
  };
}

function isDetermined(standing: RequirementStanding): boolean {
  return standing.kind === 'established' && standing.rung === null;
}

/** A row without a question of its own: a commitment, a question that no grant covers, or one that is held back. */
function unaskedMargin(
  context: CaseContext,
  requirement: Requirement,
  standing: RequirementStanding,
  refused: string | null,
): Pick<StatusRow, 'department' | 'when'> {
  const committed =
    standing.kind === 'established' && !isDetermined(standing) ? committedAt(context, requirement.id) : null;
  if (committed !== null)
    return { department: null, when: { kind: 'committed', at: committed, attempts: 0 } };
  const determined = isDetermined(standing) ? determinedBy(context, requirement.id) : null;
  if (determined !== null)
    return { department: null, when: { kind: 'determined', at: determined.at, attempts: 0 } };
  const rung = 'rung' in standing && standing.rung !== null ? requirement.ladder[standing.rung] : undefined;
  const code = refused ?? (rung?.means === 'data_share' ? rung.evidence : null);
  const department = code === null ? null : getEvidence(context, code).department[context.words.locale];
  return { department, when: { kind: 'notSent', at: null, attempts: 0 } };
}

/** The evidence type whose question no grant covered, where that is how the requirement came to stand as it does. */
function lastRefusal(
  { view }: CaseContext,
  requirement: Requirement,
  standing: RequirementStanding,
): string | null {
  if (standing.kind !== 'offered' && standing.kind !== 'exhausted') return null;
  const last = view.history.findLast(
    ({ event }) =>
      (event.type === 'answer.received' || event.type === 'question.refused') &&
      event.data.requirement === requirement.id,
  );
  return last?.event.type === 'question.refused' ? last.event.data.evidence : null;
}

function isFresh(context: CaseContext, question: AskedQuestion): boolean {
  const at = answeredAt(context, question.step);
  return at !== null && context.now.getTime() - Date.parse(at) < ARRIVED_MS;
}
