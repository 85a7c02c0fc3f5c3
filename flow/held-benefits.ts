import { claimBenefit, unclaimBenefits } from '#db/cases.ts';
import type { Assessment } from '#domain/assessment.ts';
import type { Outcome } from '#domain/outcome.ts';
import type { Hand } from './hand.ts';

/** A one-off benefit has one period: a second claim for the same death meets the first. */
const ONE_OFF = 'once';

/**
 * Claims for a case what may be granted once for a death: its benefit, and the exclusive groups of its items (社会保险法
 * art. 49: of the funeral grants of several insurances only one). Always in the same order, so that two cases never wait
 * for each other.
 * @returns what another case has already; then this one claims nothing
 */
export async function findTakenBenefit(
  { tx, now, service, loaded }: Hand,
  granted: Extract<Outcome, { kind: 'granted' }>,
  assessment: Assessment,
): Promise<string | undefined> {
  const deceased = loaded.parties.find(({ role }) => role === 'deceased');
  if (deceased === undefined) throw new Error('a claim after a death names the deceased');
  const paid = new Set(granted.amounts.filter(({ fen }) => fen > 0).map(({ id }) => id));
  const groups = assessment.amounts.flatMap(({ id, exclusive }) => (paid.has(id) ? (exclusive ?? []) : []));
  for (const benefit of [service.definition.benefit, ...new Set(groups)].toSorted()) {
    const row = { benefit, deceasedIndex: deceased.idIndex, period: ONE_OFF, caseId: loaded.row.id };
    const holder = await claimBenefit(tx, { ...row, grantedAt: now });
    if (holder !== loaded.row.id) {
      await unclaimBenefits(tx, loaded.row.id);
      return benefit;
    }
  }
  return undefined;
}
