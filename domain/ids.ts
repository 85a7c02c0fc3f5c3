import { z } from 'zod';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

/** A prefixed UUIDv7 such as `case_0198…`: the prefix keeps an id of one kind from passing as another. */
const prefixed = <P extends string>(prefix: P) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_${UUID}$`), `expected an id that begins with ${prefix}_`)
    .brand<P>();

export const ResidentId = prefixed('resi');
export type ResidentId = z.infer<typeof ResidentId>;
export const StaffId = prefixed('staf');
export type StaffId = z.infer<typeof StaffId>;
export const ApplicationId = prefixed('appl');
export type ApplicationId = z.infer<typeof ApplicationId>;
export const PartyId = prefixed('party');
export type PartyId = z.infer<typeof PartyId>;
export const CaseId = prefixed('case');
export type CaseId = z.infer<typeof CaseId>;
export const StepId = prefixed('step');
export type StepId = z.infer<typeof StepId>;
export const GrantId = prefixed('grnt');
export type GrantId = z.infer<typeof GrantId>;
export const KeyId = prefixed('dkey');
export type KeyId = z.infer<typeof KeyId>;
export const BatchId = prefixed('btch');
export type BatchId = z.infer<typeof BatchId>;
export const NoticeId = prefixed('mail');
export type NoticeId = z.infer<typeof NoticeId>;
export const LeafId = prefixed('leaf');
export type LeafId = z.infer<typeof LeafId>;

export const SwitchId = prefixed('swch');
export type SwitchId = z.infer<typeof SwitchId>;
export const AnomalyId = prefixed('anom');
export type AnomalyId = z.infer<typeof AnomalyId>;
export const TicketId = prefixed('tckt');
export type TicketId = z.infer<typeof TicketId>;
export const TaskId = prefixed('task');
export type TaskId = z.infer<typeof TaskId>;
export const ExchangeId = prefixed('exch');
export type ExchangeId = z.infer<typeof ExchangeId>;
export const SnapshotId = prefixed('snap');
export type SnapshotId = z.infer<typeof SnapshotId>;
export const DeskQuestionId = prefixed('dskq');
export type DeskQuestionId = z.infer<typeof DeskQuestionId>;

/** A department (数源部门) is named by a word of its own, e.g. `civil-affairs`; it has one or more connectors. */
export const DepartmentId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{2,40}$/)
  .brand<'DepartmentId'>();
export type DepartmentId = z.infer<typeof DepartmentId>;

/** A connector is named by its department and system in the catalogue, e.g. `health-certificates`. */
export const ConnectorId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{2,40}$/)
  .brand<'ConnectorId'>();
export type ConnectorId = z.infer<typeof ConnectorId>;
