import { askedCounts, askedLines } from '../cases/asked-lines.ts';
import type { CaseContext } from '../cases/case-context.ts';
import { isClosed, type Standing, standingOf } from '../cases/case-standing.ts';
import { type TimelineStep, timelineSteps } from '../cases/timeline.ts';

/** One case of an application with its word. */
export interface CaseItem {
  context: CaseContext;
  standing: Standing;
  title: string;
  path: string;
  /** Fen of a grant or of what is owed; null where there is no decision with an amount. */
  fen: number | null;
}

/** What the page of an application is made from. */
export interface ApplicationModel {
  state: ApplicationState;
  /** What was applied for, in the order of the bundle, without what does not apply. */
  items: readonly CaseItem[];
  notApplicable: readonly CaseItem[];
  /** What was found to be owed to the fund, or is being looked at. */
  repayments: readonly CaseItem[];
  counts: { total: number; closed: number; open: number; granted: number };
  /** The sum of all grants once every item is closed; null before, and where nothing is granted. */
  totalFen: number | null;
  /** How soon news can be expected. */
  pace: 'soon' | 'later' | 'none';
}

/** `partly`: some are closed and persons look at the rest. `settled`: closed, and not all of the money has arrived. */
export type ApplicationState = 'verifying' | 'review' | 'partly' | 'settled' | 'paid' | 'withdrawn';

export function applicationModel(contexts: readonly CaseContext[]): ApplicationModel {
  const all = contexts.map(itemOf);
  const isRepayment = ({ context }: CaseItem) => context.view.service.direction === 'recover';
  const claims = all.filter((item) => !isRepayment(item));
  const closed = claims.filter(({ standing }) => isClosed(standing));
  const granted = closed.filter(({ fen }) => fen !== null);
  const isOver = closed.length === claims.length;
  const sum = granted.reduce((total, { fen }) => total + (fen ?? 0), 0);
  return {
    state: stateOf(claims),
    items: claims.filter(({ standing }) => standing !== 'not_applicable'),
    notApplicable: claims.filter(({ standing }) => standing === 'not_applicable'),
    repayments: all.filter((item) => isRepayment(item) && item.standing !== 'not_applicable'),
    counts: {
      total: claims.length,
      closed: closed.length,
      open: claims.length - closed.length,
      granted: granted.length,
    },
    totalFen: isOver && granted.length > 0 ? sum : null,
    pace: paceOf(all),
  };
}

function itemOf(context: CaseContext): CaseItem {
  const { view, words } = context;
  const standing = standingOf(context);
  const isGranted = view.state.decision?.outcome === 'granted' && view.decision?.outcome.kind === 'granted';
  return {
    context,
    standing,
    title: view.service.shortTitle[words.locale],
    path: `/cases/${view.row.id}`,
    fen: isGranted && view.decision?.outcome.kind === 'granted' ? view.decision.outcome.totalFen : null,
  };
}

function stateOf(claims: readonly CaseItem[]): ApplicationState {
  const standings = claims.map(({ standing }) => standing);
  const open = standings.filter((standing) => !isClosed(standing));
  if (open.some((standing) => standing === 'verifying' || standing === 'needs_you')) return 'verifying';
  if (open.length > 0) return open.length < standings.length ? 'partly' : 'review';
  if (standings.every((standing) => standing === 'withdrawn')) return 'withdrawn';
  const money = standings.filter((standing) => ['granted', 'paid', 'bounced'].includes(standing));
  return money.length > 0 && money.every((standing) => standing === 'paid') ? 'paid' : 'settled';
}

/** A decision may still bring forth a case of its own: until that is there, news is a second away. */
function paceOf(all: readonly CaseItem[]): ApplicationModel['pace'] {
  const services = all.map(({ context }) => context.view.service.id);
  const isDrafted = all.every(({ context }) =>
    (context.view.state.decision?.drafts ?? []).every((service) => services.includes(service)),
  );
  const isMoving = all.some(({ standing }) => standing === 'verifying' || standing === 'needs_you');
  if (isMoving || !isDrafted) return 'soon';
  const isWaiting = all.some(({ standing }) => !isClosed(standing) || standing === 'granted');
  return isWaiting ? 'later' : 'none';
}

/** Questions asked, and papers spared, each counted once for the whole application. */
export function countAsked(all: readonly CaseContext[]): { asked: number; papers: number } {
  const lines = all.map((context) => askedLines(context));
  const asked = all.reduce(
    (total, context, index) => total + askedCounts(context, lines[index] ?? []).asked,
    0,
  );
  const papers = new Set(lines.flat().flatMap(({ paper }) => paper ?? []));
  return { asked, papers: papers.size };
}

const TOLD: readonly string[] = [
  'parked',
  'granted',
  'notApplicable',
  'refused',
  'owed',
  'nothingOwed',
  'reviewRequested',
  'paid',
  'bounced',
  'accountCorrected',
  'withdrawn',
  'drafted',
] satisfies TimelineStep['say'][];

/** What has come of each case, in the order in which it happened; the single questions stand on the cases' own pages. */
export function applicationSteps(items: readonly CaseItem[]): { title: string; step: TimelineStep }[] {
  return items
    .flatMap(({ context, title, path }) =>
      timelineSteps(context)
        .filter(({ say, at }) => at !== null && TOLD.includes(say))
        .map((step) => ({ title, step: { ...step, key: `${path} ${step.key}` } })),
    )
    .toSorted((one, other) => (one.step.at ?? '').localeCompare(other.step.at ?? ''));
}
