import {
  insertAnomaly,
  listDepartmentsOf,
  listOfficerCalls,
  listRepeatedSubjects,
  listReported,
  listServicePaces,
} from '#db/anomalies.ts';
import { insertSwitch } from '#db/switches.ts';
import { type Pool, type Tx, withTx } from '#db/with-tx.ts';
import {
  type Finding,
  findingKey,
  findOfficerBursts,
  findOutsideCases,
  findSamePerson,
  findServiceBursts,
  LIMITS,
} from '#domain/anomaly.ts';
import { AnomalyId, type DepartmentId, SwitchId } from '#domain/ids.ts';
import { switchRefs } from './control/switch-verbs.ts';
import { record } from './ledger.ts';
import { newId } from './new-id.ts';
import { SYSTEM } from './system.ts';

/** Said to callers and residents while a finding waits for a person. */
const REASON = '查询出现异常，已自动暂停，等部门核实';

/**
 * Looks at the traffic of the last hours and suspends what stands out, as narrowly as it can: one officer, or one service, at
 * one connector. Each finding waits for an officer of the department. What has been reported is not reported again for the
 * same time, however many brokers look.
 * @returns how many were found
 */
export async function findAnomalies(pool: Pool, now: Date): Promise<number> {
  return withTx(pool, SYSTEM.broker, async (tx) => {
    const found = await listFindings(tx, now);
    if (found.length === 0) return 0;
    const departments = await listDepartmentsOf(tx, [...new Set(found.map(({ connector }) => connector))]);
    let reported = 0;
    for (const finding of found) {
      const department = departments.get(finding.connector);
      if (department !== undefined && (await suspend(tx, now, department, finding))) reported += 1;
    }
    return reported;
  });
}

async function listFindings(tx: Tx, now: Date): Promise<Finding[]> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const reported = await listReported(tx, ago(LIMITS.samePersonMs));
  const until = new Map(reported.map((each) => [findingKey(each), each.until ?? new Date(0)]));
  const calls = await listOfficerCalls(tx, ago(LIMITS.outsideMs));
  /** Calls that a report of this kind about this officer has not covered. */
  const fresh = (kind: Finding['kind']) =>
    calls.filter(({ connector, officer, sentAt }) => {
      const key = findingKey({ kind, connector, officer, service: null, subjectKey: null });
      return sentAt > (until.get(key) ?? new Date(0));
    });
  const paces = await listServicePaces(tx, ago(LIMITS.burstMs), now, LIMITS.serviceBurst);
  const subjects = await listRepeatedSubjects(tx, ago(LIMITS.samePersonMs), LIMITS.samePerson);
  const whole = [...findServiceBursts(paces), ...findSamePerson(subjects)];
  return [
    ...findOutsideCases(fresh('outside_cases')),
    ...findOfficerBursts(fresh('burst')),
    ...whole.filter((finding) => !overlaps(until.get(findingKey(finding)), finding)),
  ];
}

function overlaps(until: Date | undefined, { from }: Finding): boolean {
  return until !== undefined && until >= from;
}

/** Writes a finding with the switch that it throws. Returns false where it is open already. */
async function suspend(tx: Tx, now: Date, department: DepartmentId, finding: Finding): Promise<boolean> {
  const id = newId(AnomalyId, 'anom', now);
  const switchId = newId(SwitchId, 'swch', now);
  const { connector, officer, service } = finding;
  const anomaly = { id, department, ...finding, switchId, foundAt: now, state: 'open' as const };
  if (!(await insertAnomaly(tx, anomaly))) return false;
  const scope = { connector, evidence: null, field: null, officer, service };
  const set = { reason: REASON, origin: 'anomaly' as const, setBy: SYSTEM.broker.id, setAt: now };
  await insertSwitch(tx, { id: switchId, department, ...scope, ...set });
  await record(tx, now, [
    {
      kind: 'anomaly.found',
      actor: SYSTEM.broker.id,
      refs: { anomaly: id, rule: finding.kind, connector, count: finding.count, switch: switchId },
    },
    { kind: 'switch.set', actor: SYSTEM.broker.id, refs: switchRefs(switchId, scope, 'anomaly') },
  ]);
  return true;
}
