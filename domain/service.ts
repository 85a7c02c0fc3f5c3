import { z } from 'zod';
import { EvidenceCode, Texts } from './evidence.ts';
import { ExhaustedReason } from './requirement.ts';

/** A FEEL variable name: requirements, parameters and values of a definition share one name space. */
export const Name = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
export type Name = z.infer<typeof Name>;

export const PartyRole = z.enum([
  'applicant',
  'agent',
  'guardian',
  'deceased',
  'relative',
  'payee',
  'representative',
]);
export type PartyRole = z.infer<typeof PartyRole>;

/** 办理方式: how a requirement may be met, in lawful order. */
export const Means = z.enum(['data_share', 'commitment']);
export type Means = z.infer<typeof Means>;

/**
 * How the fields of a confirmed answer become the value that the rules read.
 * plain: as they are. kinship_household: two relation-to-head codes become a kinship with its certainty.
 * kinship_birth: the parents named on a birth certificate become a kinship.
 * kinship_marriage: a registered marriage that still stands makes the applicant the spouse.
 */
export const Reading = z.enum(['plain', 'kinship_household', 'kinship_birth', 'kinship_marriage']);
export type Reading = z.infer<typeof Reading>;

/** A rung that stands in the ladder only for some answers of the resident: a birth certificate is asked for a child only. */
const OnlyFor = z
  .object({ claim: Name, values: z.array(z.string()).min(1) })
  .nullable()
  .default(null);

/** One rung of a requirement's ladder. `patienceMinutes`: after this long without an answer the next rung opens as well. */
export const Rung = z.discriminatedUnion('means', [
  z.object({
    means: z.literal('data_share'),
    onlyFor: OnlyFor,
    evidence: EvidenceCode,
    fields: z.array(z.string()).min(1),
    reading: Reading.default('plain'),
    patienceMinutes: z.number().int().positive(),
  }),
  z.object({
    means: z.literal('commitment'),
    onlyFor: OnlyFor,
    /** Version of the wording that the applicant signs; recorded with the commitment. */
    textVersion: z.string(),
    statement: Texts,
    duty: Texts,
    consequence: Texts,
    /** What the rules read once the commitment is made; `claim.…` values may be copied by name. */
    establishes: z.record(z.string(), z.union([z.string(), z.boolean(), z.object({ claim: z.string() })])),
  }),
]);
export type Rung = z.infer<typeof Rung>;

/** 证明事项: one thing that must be established before a decision. Its id is the FEEL variable that the rules read. */
export const Requirement = z.object({
  id: Name,
  title: Texts,
  /** Roles of the persons whom the fact is about, in the evidence type's order. */
  subjects: z.array(PartyRole).min(1).max(2),
  /** Values of the claim that are sent along to be verified: question key → claim key (an account number, say). */
  given: z.record(z.string(), z.string()).default({}),
  purpose: Texts,
  legalBasis: z.object({
    citation: z.string(),
    kind: z.enum(['STATUTORY_DUTY', 'CONSENT', 'GUARDIAN', 'WRITTEN_AUTH']),
  }),
  ladder: z.array(Rung).min(1),
  /**
   * For which ends of its ladder the rules read null and may go on without it; for any other end it stays unknown and
   * a person takes over. Never for a contradiction: that nobody disagrees is not the same as that nobody knows.
   */
  readsNullOn: z.array(ExhaustedReason.exclude(['contradicted', 'disputed', 'deceased'])).default([]),
  /** The paper that a confirmed answer spares the resident; null where none was ever asked. */
  paperSpared: Texts.nullable(),
});
export type Requirement = z.infer<typeof Requirement>;

/** A dated figure: looked up by `key` at the date that the FEEL expression `on` gives (a year's figure: any day of it). */
export const ParameterUse = z.object({ name: Name, key: z.string(), on: z.string(), label: Texts });
export type ParameterUse = z.infer<typeof ParameterUse>;

/** A named intermediate value, in order of evaluation; labelled ones are shown in the trace. */
export const NamedValue = z.object({ name: Name, expression: z.string(), label: Texts.nullable() });
export type NamedValue = z.infer<typeof NamedValue>;

export const Criterion = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** The clause as people cite it, e.g. 社会保险法第十七条. */
  clause: Texts,
  statement: Texts,
  expression: z.string(),
  whenFails: z.enum(['not_applicable', 'person']),
  message: Texts,
});
export type Criterion = z.infer<typeof Criterion>;

export type Rule = { all: Rule[] } | { any: Rule[] } | { not: Rule } | { criterion: string };
export const Rule: z.ZodType<Rule, Rule> = z.lazy(() =>
  z.union([
    z.object({ all: z.array(Rule).min(1) }),
    z.object({ any: z.array(Rule).min(1) }),
    z.object({ not: Rule }),
    z.object({ criterion: z.string() }),
  ]),
);

/**
 * An item of money: a FEEL expression in yuan that rounds itself to whole fen (or to what the place prescribes).
 * `exclusive`: where `when` holds, only one case of all that belong to one death and name the same group is granted it.
 */
export const AmountItem = z.object({
  id: Name,
  label: Texts,
  expression: z.string(),
  clause: Texts,
  exclusive: z.object({ group: Name, when: z.string() }).nullable().default(null),
});
export type AmountItem = z.infer<typeof AmountItem>;

/** A field of a question page. The claim (answers) is one flat object of these ids. */
export const FormField = z.discriminatedUnion('kind', [
  z.object({ id: Name, kind: z.literal('person_name'), label: Texts, hint: Texts.nullable() }),
  z.object({ id: Name, kind: z.literal('citizen_id'), label: Texts, hint: Texts.nullable() }),
  z.object({ id: Name, kind: z.literal('bank_card'), label: Texts, hint: Texts.nullable() }),
  z.object({
    id: Name,
    kind: z.literal('choice'),
    label: Texts,
    hint: Texts.nullable(),
    options: z.array(z.object({ value: z.string(), label: Texts, consequence: Texts.nullable() })).min(2),
  }),
]);
export type FormField = z.infer<typeof FormField>;

/** One topic a page; its title is the legend or label of the page. */
export const FormPage = z.object({
  /** Its address below the application; `sources` and `check` are pages of every application. */
  id: z
    .string()
    .regex(/^[a-z][a-z-]*$/)
    .refine((id) => id !== 'sources' && id !== 'check', 'sources and check are taken'),
  title: Texts,
  reason: Texts,
  fields: z.array(FormField).min(1),
  /** A `details` that answers "I do not have it". */
  help: z.object({ question: Texts, answer: Texts }).nullable(),
});
export type FormPage = z.infer<typeof FormPage>;

/** One worked example: what the rules read, and what must come out. Definitions are tested by their own examples. */
export const WorkedExample = z.object({
  title: z.string(),
  source: z.string(),
  /** Variables by requirement id, plus `claim`; a variable left out is unknown. */
  facts: z.record(
    z.string(),
    z.union([z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])), z.null()]),
  ),
  /** Figures by parameter name, as exact decimal text. */
  parameters: z.record(z.string(), z.string()),
  expect: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('granted'), amountsFen: z.record(z.string(), z.number().int()) }),
    z.object({ kind: z.literal('not_applicable'), criterion: z.string() }),
    z.object({ kind: z.literal('person'), criterion: z.string().nullable() }),
    z.object({ kind: z.literal('open'), needs: z.array(z.string()) }),
  ]),
});
export type WorkedExample = z.infer<typeof WorkedExample>;

/** 政务服务事项, one version of it: a JSON-serialisable document. Versions are immutable once published. */
export const ServiceDefinition = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.number().int().positive(),
  engine: z.literal(1),
  validFrom: z.iso.date(),
  title: Texts,
  shortTitle: Texts,
  summary: Texts,
  /** Who may apply, for whom, what it pays, what is asked of whom, the counter route: paragraphs of the start page. */
  whoFor: Texts,
  pays: Texts,
  counter: Texts,
  /** Sworn roles: whom the service is about and who files. */
  roles: z.array(PartyRole).min(1),
  /** Persons whom the applicant names, and the questions that name them; the applicant's own identity is the sign-in's. */
  persons: z.array(z.object({ role: PartyRole, nameFrom: Name, idNumberFrom: Name })),
  /** A grant is unique by (benefit, deceased, period). */
  benefit: z.string(),
  /** `recover`: what the rule finds is owed to the fund; there is no payment order and no benefit to be unique. */
  direction: z.enum(['pay', 'recover']).default('pay'),
  pages: z.array(FormPage).min(1),
  requirements: z.array(Requirement).min(1),
  /** Requirements that are asked alone first: the others follow only while these leave the case open. */
  askFirst: z.array(Name).default([]),
  parameters: z.array(ParameterUse),
  values: z.array(NamedValue),
  criteria: z.array(Criterion).min(1),
  rule: Rule,
  amounts: z.array(AmountItem),
  payee: z.object({ role: PartyRole, accountFrom: Name }),
  /** `clerk`: the system drafts and never decides by itself that money moves. */
  decision: z.object({ mode: z.enum(['system', 'clerk']), amountLimitFen: z.number().int().positive() }),
  /** Services of which the system opens a case in the same application once this one is decided and `when` holds. */
  drafts: z.array(z.object({ service: z.string(), when: z.string() })).default([]),
  timeLimit: z.object({ workingDays: z.number().int().positive(), basis: Texts }),
  payWithinWorkingDays: z.number().int().positive(),
  appeal: Texts,
  examples: z.array(WorkedExample).min(1),
});
export type ServiceDefinition = z.infer<typeof ServiceDefinition>;
/** A definition as the catalogue writes it: what has a default may be left out. */
export type ServiceDocument = z.input<typeof ServiceDefinition>;
