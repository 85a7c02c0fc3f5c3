import { listSwitches, type SwitchRow } from '#db/connectors.ts';
import { type ConnectorRow, type GrantRow, listGrantedConnectors } from '#db/reference.ts';
import { listStepCases, type StepCase, type StepRow } from '#db/steps.ts';
import type { Tx } from '#db/with-tx.ts';
import type { Answer } from '#domain/answer.ts';
import { civilDateAt } from '#domain/dates.ts';
import type { Requirement } from '#domain/service.ts';
import { stops } from '#domain/switch.ts';
import { getRequirement } from './plan-steps.ts';
import { getService } from './services.ts';

/** A step that may be answered: everything of it that a department has agreed to stands as it did. */
export interface Permitted {
  step: StepRow;
  connector: ConnectorRow;
  grant: GrantRow;
  ofCase: StepCase;
}

export type Checked = ({ ok: true } & Permitted) | { ok: false; step: StepRow; answer: Answer };

/**
 * Looks once more at what both sides have allowed, part by part: both may have changed it since the wave was planned. A
 * switch says `suspended`, whose reason everybody reads; what no grant covers any more is not permitted.
 */
export async function checkGrants(tx: Tx, now: Date, steps: readonly StepRow[]): Promise<Checked[]> {
  const grants = await listGrantedConnectors(
    tx,
    steps.map(({ grantId }) => grantId),
  );
  const switches = await listSwitches(tx, [...new Set(steps.map(({ connector }) => connector))]);
  const stepCases = await listStepCases(tx, steps);
  const today = civilDateAt(now);
  const checked: Checked[] = [];
  for (const step of steps) {
    const { grant, connector } = grants.get(step.grantId) ?? {};
    const ofCase = stepCases.get(step.caseId);
    if (grant === undefined || connector === undefined || ofCase === undefined) {
      checked.push({ ok: false, step, answer: notPermitted(step) });
      continue;
    }
    const service = await getService(tx, ofCase.service, ofCase.serviceVersion);
    const requirement = getRequirement(service, step.requirement);
    if (!covers(grant, { ...step, service: ofCase.service }, requirement, today))
      checked.push({ ok: false, step, answer: notPermitted(step) });
    else if (isStopped(switches, step, ofCase.service))
      checked.push({ ok: false, step, answer: { kind: 'unavailable', cause: 'suspended', retryAt: null } });
    else checked.push({ ok: true, step, connector, grant, ofCase });
  }
  return checked;
}

function notPermitted(step: StepRow): Answer {
  return { kind: 'not_permitted', rule: `grant:${step.grantId}` };
}

function isStopped(switches: readonly SwitchRow[], step: StepRow, service: string): boolean {
  return switches.some((each) => stops(each, { ...step, service }));
}

/** Whether a grant covers a step: in force today, for this very question, every field of it, its purpose and its legal basis. */
export function covers(
  grant: GrantRow,
  step: StepRow & { service: string },
  { purpose, legalBasis }: Requirement,
  today: string,
): boolean {
  const isInForce =
    grant.state === 'active' &&
    grant.validFrom <= today &&
    (grant.validTo === null || grant.validTo >= today);
  const isForQuestion =
    grant.service === step.service &&
    grant.requirement === step.requirement &&
    grant.evidence === step.evidence &&
    grant.connector === step.connector;
  const isForPurpose = grant.purpose === purpose['zh-CN'] && grant.legalBasis === legalBasis.citation;
  return (
    isInForce && isForQuestion && isForPurpose && step.fields.every((field) => grant.fields.includes(field))
  );
}
