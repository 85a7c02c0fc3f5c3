import type { FactValue } from '#domain/answer.ts';
import type { EvidenceCode, FieldKind, Texts } from '#domain/evidence.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import { problem } from '../problem.ts';
import type { DiscoveryReply, VerifyReply, VerifyRequest } from '../protocol.ts';

/** A field as a department offers it. `codes`: the only values it may have; `optional`: it may be null. */
export interface FieldOffer {
  kind: FieldKind;
  codes?: readonly string[];
  optional?: boolean;
  /** Hours by which this field runs behind; 0 unless told otherwise. */
  lagHours?: number;
  /** The civil day since which it is no longer refreshed. */
  refreshedUntil?: string;
}
export type FieldOffers = Readonly<Record<string, FieldOffer>>;

type Offered = DiscoveryReply['offers'][number];

/** What a department can say of one evidence type, as discovery tells it. */
export interface Offer<Fields extends FieldOffers = FieldOffers> {
  evidence: EvidenceCode;
  title?: Texts;
  subjects: 1 | 2;
  fields: Fields;
  /** Values that a question must give along, by name. */
  given?: readonly string[];
  /** Everywhere and always, and never complete, unless told otherwise. */
  coverage?: readonly Offered['coverage'][number][];
  /** By what persons are found: the 18-digit number unless told otherwise. */
  keys?: readonly Offered['keys'][number][];
}

type Plain<F extends FieldOffer> = FieldOffer extends F
  ? FactValue
  : F extends { codes: readonly (infer Code)[] }
    ? Code
    : F['kind'] extends 'integer' | 'fen'
      ? number
      : F['kind'] extends 'yes_no'
        ? boolean
        : string;
export type Values<Fields extends FieldOffers> = {
  [Name in keyof Fields]: Plain<Fields[Name]> | (Fields[Name] extends { optional: true } ? null : never);
};

/** A question as it reaches the department's own code: verified, permitted by its token, and of what is offered. */
export type Ask<Fields extends FieldOffers = FieldOffers> = Pick<
  VerifyRequest,
  | 'call'
  | 'caseNumber'
  | 'requirement'
  | 'purpose'
  | 'legalBasis'
  | 'actor'
  | 'evidence'
  | 'subjects'
  | 'given'
> & {
  fields: readonly (keyof Fields & string)[];
  /** When it was first asked: a late answer asks the function again. */
  askedAt: Date;
};

type Said = VerifyReply['answer'];
/** Of which state of the records an answer speaks; the source is the department's own name unless told otherwise. */
type Provenance = Partial<Omit<Extract<Said, { kind: 'no_record' }>, 'kind' | 'asOf'>> & {
  asOf: Date | string;
};

/**
 * What the department's code found. Fields that nobody asked for are left out by the kit.
 * `confirmed`: the register has the record; `fields` are its values.
 * `contradicted`: the register has an entry that speaks against what is to be confirmed, so that a person has to look at it.
 * `fields` are the asked fields as the register has them, never what somebody else has claimed; what it cannot say is left out,
 * and `{}` says no more than that the two do not agree. That nothing was found is `no_record`.
 * `later`: nobody knows yet; the kit answers with a ticket, asks the function again at `expectedAt`, and calls back.
 */
export type Found<Fields extends FieldOffers = FieldOffers> =
  | ({ kind: 'confirmed'; fields: Values<Fields> } & Provenance)
  | ({ kind: 'contradicted'; fields: Partial<Values<Fields>> } & Provenance)
  | ({ kind: 'no_record' } & Provenance)
  | ({ kind: 'ambiguous'; candidates: number; reason: string } & Provenance)
  | { kind: 'later'; expectedAt: Date };

/** One evidence type with the function that answers for it. */
export interface Answering {
  offer: Offer;
  answer(ask: Ask, now: Date): Found | Promise<Found>;
}

/** The one thing that a department writes: what it offers, and a function that looks it up. May throw a Refusal. */
export function answering<const Fields extends FieldOffers>(
  offer: Offer<Fields>,
  answer: (ask: Ask<Fields>, now: Date) => Found<Fields> | Promise<Found<Fields>>,
): Answering {
  return { offer, answer };
}

/** Thrown by an answering function that cannot answer: the question is refused with this problem. */
export class Refusal extends Error {
  readonly problem: Problem;
  constructor(
    code: Extract<ProblemCode, 'quota' | 'suspended' | 'down' | 'not_permitted' | 'missing_value'>,
    title: string,
    more: Pick<Problem, 'detail' | 'retryAfterSeconds'> = {},
  ) {
    super(title);
    this.name = 'Refusal';
    this.problem = problem(code, title, more);
  }
}
