import type { ProblemCode } from '../problem.ts';
import type { OutsidePlug } from './plug.ts';
import { getWire, type Tampering, tokenOf, withoutSignature } from './wire.ts';

/** What no department offers. */
export const NOBODYS_FIELD = 'nobodyOffersThis';
const NOBODYS_EVIDENCE = 'E-NOBODY-OFFERS-THIS';

const signedLongAgo = (plug: OutsidePlug) => new Date(plug.clock().getTime() - 301_000);
const overToken = (plug: OutsidePlug) =>
  tokenOf(plug, { mintedAt: new Date(plug.clock().getTime() - 90_000) });

/** Questions that no portal would send: what is done to them, and how they may be refused. */
export const TAMPERINGS: readonly {
  capability: string;
  guarantee: string;
  tamper: (plug: OutsidePlug) => Tampering;
  codes: readonly ProblemCode[];
}[] = [
  {
    capability: 'unsigned',
    guarantee: 'refuses a question without a signature',
    tamper: () => ({ after: withoutSignature }),
    codes: ['bad_signature'],
  },
  {
    capability: 'wrong_signature',
    guarantee: 'refuses a question under a key that the portal has not published',
    tamper: (plug) => ({ signer: getWire(plug).strangerKey }),
    codes: ['bad_signature'],
  },
  {
    capability: 'changed_on_the_way',
    guarantee: 'refuses a question that was changed after it was signed',
    tamper: () => ({
      after: (message) => ({ ...message, body: message.body.replace('"given"', ' "given"') }),
    }),
    codes: ['bad_signature'],
  },
  {
    capability: 'old_signature',
    guarantee: 'refuses a question that was signed more than five minutes ago',
    tamper: (plug) => ({ signedAt: signedLongAgo(plug) }),
    codes: ['bad_signature'],
  },
  {
    capability: 'no_token',
    guarantee: 'refuses a question without a call token',
    tamper: () => ({ token: () => 'none' }),
    codes: ['unauthorised'],
  },
  {
    capability: 'expired_token',
    guarantee: 'refuses a call token that is over',
    tamper: (plug) => ({ token: overToken(plug) }),
    codes: ['expired_token'],
  },
  {
    capability: 'foreign_token',
    guarantee: 'refuses a call token for another connector',
    tamper: (plug) => ({ token: tokenOf(plug, { connector: 'another-connector' }) }),
    codes: ['unauthorised'],
  },
  {
    capability: 'other_case',
    guarantee: 'refuses a question that says another case than its token',
    tamper: (plug) => ({ token: tokenOf(plug, { caseNumber: '1' }) }),
    codes: ['not_permitted'],
  },
  {
    capability: 'unknown_field',
    guarantee: 'refuses a field that it does not offer, by its name',
    tamper: () => ({ question: { fields: [NOBODYS_FIELD] } }),
    codes: ['unknown_field'],
  },
  {
    capability: 'unknown_evidence',
    guarantee: 'refuses an evidence type that it does not offer',
    tamper: () => ({ question: { evidence: NOBODYS_EVIDENCE } }),
    codes: ['not_permitted'],
  },
  {
    capability: 'malformed_question',
    guarantee: 'refuses a question that does not keep to the schema',
    tamper: () => ({ body: { subjects: [] } }),
    codes: ['malformed'],
  },
  {
    capability: 'bad_charset',
    guarantee: 'refuses a body in another encoding than UTF-8',
    tamper: () => ({ contentType: 'application/json; charset=gb18030' }),
    codes: ['bad_charset'],
  },
  {
    capability: 'too_large',
    guarantee: 'refuses a body that is larger than any question',
    tamper: () => ({ body: { padding: 'x'.repeat(1_000_000) } }),
    codes: ['too_large'],
  },
];
