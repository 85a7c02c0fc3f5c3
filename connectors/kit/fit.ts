import { z } from 'zod';
import { type Problem, problem } from '../problem.ts';
import { VerifyReply, type VerifyRequest } from '../protocol.ts';
import type { Answering, FieldOffer, Found, Offer } from './answering.ts';

/** What is asked must be what is offered: nothing more is ever looked up. Names are said, values never. */
export function misfitOf(answers: readonly Answering[], asked: VerifyRequest): Problem | undefined {
  const offer = answers.find((each) => each.offer.evidence === asked.evidence)?.offer;
  const more = { correlation: asked.call };
  if (offer === undefined) return problem('not_permitted', `本接口不提供${asked.evidence}`, more);
  const unknown = asked.fields.filter((field) => !Object.hasOwn(offer.fields, field));
  if (unknown.length > 0) return problem('unknown_field', `没有这些数据项：${unknown.join('、')}`, more);
  if (asked.subjects.length !== offer.subjects)
    return problem('wrong_subject', `需要${offer.subjects}个当事人`, more);
  const missing = (offer.given ?? []).filter((name) => !asked.given[name]);
  if (missing.length > 0) return problem('missing_value', `缺少核验值：${missing.join('、')}`, more);
  return undefined;
}

type Said = VerifyReply['answer'];
export type Known = Exclude<Found, { kind: 'later' }>;

/**
 * What was found, in the protocol's words and with none but the asked fields.
 * @throws MisfitError where the department's code has said what its offer does not have
 */
export function sayingOf(offer: Offer, asked: readonly string[], source: string, found: Known): Said {
  const fields = 'fields' in found ? { fields: pick(found.fields, asked) } : {};
  const asOf = new Date(found.asOf).toISOString();
  const said = VerifyReply.shape.answer.safeParse({ source, ...found, ...fields, asOf });
  if (!said.success) throw new MisfitError(offer.evidence, placesOf(said.error));
  const { data } = said;
  if ('fields' in data) {
    const wanted = data.kind === 'confirmed' ? asked : Object.keys(data.fields);
    const wrong = wanted.filter((name) => !fits(offer.fields[name], data.fields[name]));
    if (wrong.length > 0) throw new MisfitError(offer.evidence, wrong);
  }
  return data;
}

function pick(fields: object, asked: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => asked.includes(name)));
}

const VALUES = {
  text: z.string(),
  code: z.string(),
  date: z.iso.date(),
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  integer: z.int(),
  fen: z.int(),
  yes_no: z.boolean(),
} as const satisfies Record<FieldOffer['kind'], z.ZodType>;

function fits(offer: FieldOffer | undefined, value: unknown): boolean {
  if (offer === undefined) return false;
  if (value === null || value === undefined) return offer.optional === true;
  if (!VALUES[offer.kind].safeParse(value).success) return false;
  return offer.codes === undefined || (typeof value === 'string' && offer.codes.includes(value));
}

const placesOf = ({ issues }: z.ZodError) => [...new Set(issues.map(({ path }) => path.join('.')))];

/** The department's own code has answered what its offer does not have. Says where, never what. */
export class MisfitError extends Error {
  constructor(evidence: string, places: readonly string[]) {
    super(`the answer for ${evidence} does not keep to what is offered: ${places.join(', ')}`);
    this.name = 'MisfitError';
  }
}
