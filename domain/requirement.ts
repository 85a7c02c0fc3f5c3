import { z } from 'zod';
import type { FactFields } from './answer.ts';

/**
 * Why a rung did not establish its requirement, so that the next lawful means is offered. `wrong`: an answer that is
 * malformed, incomplete or about somebody else. `likely`: a kinship that the register suggests and does not prove.
 */
export const LowerReason = z.enum([
  'no_record',
  'ambiguous',
  'not_permitted',
  'wrong',
  'stale',
  'likely',
  'not_derivable',
  'declined',
]);
export type LowerReason = z.infer<typeof LowerReason>;

/** Why nobody but a person may go on: no lower rung is offered over a contradiction. */
export const StopReason = z.enum(['contradicted', 'disputed', 'deceased']);
export type StopReason = z.infer<typeof StopReason>;

/** Why a ladder ended. `unavailable`: the last source was silent for longer than the service waits. */
export const ExhaustedReason = z.enum([...LowerReason.options, ...StopReason.options, 'unavailable']);
export type ExhaustedReason = z.infer<typeof ExhaustedReason>;

/** Where one requirement of a case stands, without its value. `rung` counts from 0 down the ladder of its definition. */
export const RequirementStanding = z.discriminatedUnion('kind', [
  /** Its current rung has not been asked yet. */
  z.object({ kind: z.literal('open'), rung: z.number().int() }),
  /** A question is on its way, pending or being retried; `offered` is a lower rung that the resident may take meanwhile. */
  z.object({ kind: z.literal('waiting'), rung: z.number().int(), offered: z.number().int().nullable() }),
  /** The current rung is the applicant's own choice: a written commitment. */
  z.object({ kind: z.literal('offered'), rung: z.number().int() }),
  /** `rung` null: a member of staff has determined it. */
  z.object({ kind: z.literal('established'), rung: z.number().int().nullable() }),
  /** No rung is left; `reason` is the machine word of the last answer. */
  z.object({ kind: z.literal('exhausted'), reason: ExhaustedReason }),
]);
export type RequirementStanding = z.infer<typeof RequirementStanding>;

/** A standing with its value, as the rules want it. */
export type RequirementState =
  | Exclude<RequirementStanding, { kind: 'established' }>
  | { kind: 'established'; rung: number | null; value: FactFields };

export type RequirementStates = Readonly<Record<string, RequirementState>>;
