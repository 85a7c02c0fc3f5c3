import { DepartmentEvent, EVENT_TYPES } from '#connectors/protocol.ts';
import { numberKey } from '#domain/person-key.ts';
import { recordDepartmentEvent } from '#flow/department-events.ts';
import { hintSteps } from '#flow/hint.ts';
import type { DoorSettings } from './door.ts';
import { type DoorReply, type Incoming, malformed, refuse, TAKEN } from './reply.ts';

/** Something has happened to a person: a birth, a death, a correction of a record, or a record that was void. */
export async function departmentEvent(
  { pool, clock }: DoorSettings,
  { signers: [{ document }], json }: Incoming,
): Promise<DoorReply> {
  const told = DepartmentEvent.safeParse(json);
  if (!told.success) return malformed(told.error);
  const { id, source, data } = told.data;
  const type = EVENT_TYPES.find((each) => told.data.type === `mianzheng.${each}.v1`);
  if (type === undefined || !document.sources.some(({ evidence }) => evidence === data.evidence))
    return refuse('not_permitted', '该接口没有登记这类数据', { correlation: id });
  const idNumber = numberKey(data.about.idNumber);
  if (idNumber === undefined) return refuse('malformed', '公民身份号码无法识别', { correlation: id });
  const { isNew, cases } = await recordDepartmentEvent(pool, clock(), {
    // Unique with its source (CloudEvents 1.0, "id").
    id: `${source}#${id}`,
    connector: document.id,
    type,
    evidence: data.evidence,
    idNumber,
    occurredAt: new Date(data.occurredAt),
  });
  if (isNew && cases > 0) hintSteps(pool);
  return TAKEN;
}
