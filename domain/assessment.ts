import { z } from 'zod';
import { ExplanationNode } from './explanation.ts';
import { Name, PartyRole } from './service.ts';

/**
 * What one criterion came to. `fields` are the paths of the facts and answers that it rests on, through named values
 * too (`certificate.deathDate`, `claim.relation`); `reads` are the requirements among them.
 */
export const AssessedCriterion = z.object({
  id: z.string(),
  result: z.enum(['holds', 'fails', 'unknown']),
  reads: z.array(Name),
  fields: z.array(z.string()),
  /** A member of staff has said so, and not the facts. */
  judged: z.boolean().default(false),
});
export type AssessedCriterion = z.infer<typeof AssessedCriterion>;

/** A parameter as it was found: `on` is the day of the fact that chose it. */
export const UsedParameter = z.object({
  name: Name,
  key: z.string(),
  on: z.string(),
  value: z.string(),
  area: z.string(),
  source: z.record(z.string(), z.string()),
  publishedOn: z.string().nullable(),
});
export type UsedParameter = z.infer<typeof UsedParameter>;

export const MissingParameter = z.object({ name: Name, key: z.string(), on: z.string() });
export type MissingParameter = z.infer<typeof MissingParameter>;

/**
 * The trace of one assessment: plain JSON, stored sealed with the decision, for the resident, the clerk, the letter
 * and the court. Clauses, statements and labels stand in the definition's version, by the same ids.
 */
export const Assessment = z.object({
  verdict: z.union([z.boolean(), z.literal('unknown')]),
  /** The criterion that lets the system say "not applicable" by itself; null where the verdict rests on others. */
  notApplicable: z.string().nullable(),
  criteria: z.array(AssessedCriterion),
  /** Named values in the order of the definition; the labelled ones are for showing. */
  values: z.array(z.object({ name: Name, explanation: ExplanationNode })),
  amounts: z.array(
    z.object({
      id: Name,
      fen: z.union([z.int().nonnegative(), z.literal('unknown')]),
      explanation: ExplanationNode,
      /** Of the cases for one death only one is granted an amount of this group. */
      exclusive: Name.nullable().default(null),
    }),
  ),
  /** Services of which a case is opened once this one is decided. */
  drafts: z.array(z.string()).default([]),
  payee: z.object({ role: PartyRole, accountFrom: Name }),
  parameters: z.array(UsedParameter),
  /**
   * What can still change verdict, amounts or payee. `criteria` and `amounts` are those that every fact is there for
   * and that still come to nothing that can be used (null, less than zero, a fraction of a fen): a person's work.
   */
  needs: z.object({
    requirements: z.array(Name),
    parameters: z.array(MissingParameter),
    criteria: z.array(z.string()),
    amounts: z.array(z.string()),
  }),
});
export type Assessment = z.infer<typeof Assessment>;
