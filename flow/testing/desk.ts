import { findCase, listEvents } from '#db/cases.ts';
import { type CaseState, replay } from '#domain/case.ts';
import type { CaseId } from '#domain/ids.ts';
import { claimCase } from '../claim-case.ts';
import type { SeenCase } from '../desk-work.ts';
import { determineRequirement, judgeCriterion } from '../judge-case.ts';
import { approveDecision, proposeDecision } from '../proposal.ts';
import type { Staff, TestCity } from './city.ts';
import { NOW } from './city.ts';
import { runDue } from './drive.ts';
import { asBroker, asPortal } from './outcome.ts';

/** A desk driven by hand: every verb is told the version that the case has at this moment. */

/** The state of a case, replayed. */
export function stateOf(city: TestCity, id: CaseId): Promise<CaseState> {
  return asBroker(city, async (tx) => replay((await listEvents(tx, id)).map(({ event }) => event)));
}

/** The case as somebody sees it who looks now. */
export function seenNow(city: TestCity, id: CaseId): Promise<SeenCase> {
  return asBroker(city, async (tx) => {
    const row = await findCase(tx, id);
    if (row === undefined) throw new Error(`there is no ${id}`);
    return { id, seq: row.seq };
  });
}

export async function claim(city: TestCity, staff: Staff, id: CaseId): Promise<void> {
  const seen = await seenNow(city, id);
  await asPortal(city, staff, (tx) => claimCase(tx, staff, NOW, seen));
}

export async function judge(
  city: TestCity,
  staff: Staff,
  id: CaseId,
  criterion: string,
  holds = true,
): Promise<void> {
  const seen = await seenNow(city, id);
  const judgement = { criterion, holds, reason: '已核对档案' };
  await asPortal(city, staff, (tx) => judgeCriterion(tx, staff, NOW, seen, judgement));
}

export async function determine(
  city: TestCity,
  staff: Staff,
  id: CaseId,
  requirement: string,
  values: Record<string, string>,
) {
  const seen = await seenNow(city, id);
  const determination = { requirement, basis: 'co_check' as const, values, reason: '电话协查' };
  return asPortal(city, staff, (tx) => determineRequirement(tx, staff, NOW, seen, determination));
}

export async function propose(
  city: TestCity,
  staff: Staff,
  id: CaseId,
  proposed: Partial<Parameters<typeof proposeDecision>[4]> = {},
): Promise<void> {
  const seen = await seenNow(city, id);
  const decision = { outcome: 'granted' as const, grounds: null, reason: '符合条件', ...proposed };
  await asPortal(city, staff, (tx) => proposeDecision(tx, staff, NOW, seen, decision));
}

export async function approve(city: TestCity, staff: Staff, id: CaseId): Promise<void> {
  const seen = await seenNow(city, id);
  await asPortal(city, staff, (tx) => approveDecision(tx, staff, NOW, seen));
}

/** Two persons sign what the rules lead to, and the broker decides. */
export async function sign(city: TestCity, first: Staff, second: Staff, id: CaseId): Promise<void> {
  if ((await stateOf(city, id)).owner === null) await claim(city, first, id);
  await propose(city, first, id);
  await approve(city, second, id);
  await runDue(city, NOW);
}
