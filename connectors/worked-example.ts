import { signToken } from './jws.ts';
import { publicKeyOf, signingKey } from './keys.ts';
import { EXAMPLES } from './openapi-examples.ts';
import { signReply, signRequest } from './signatures.ts';

const NOW = new Date('2026-04-21T14:02:00+08:00');
const SECONDS = NOW.getTime() / 1000;

/** Keys that stand in RFC 9421 (B.1.4) and RFC 8037 (A.1): good for examples and nothing else. */
const PORTAL = signingKey({
  kid: 'portal-example',
  kty: 'OKP',
  crv: 'Ed25519',
  x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs',
  d: 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU',
});
const DEPARTMENT = signingKey({
  kid: 'department-example',
  kty: 'OKP',
  crv: 'Ed25519',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
});

/** One question with its answer as they go over the wire, always the same, for whoever wants to verify by hand. */
export function workedExample() {
  const { call, caseNumber, requirement, purpose, legalBasis, actor, evidence, fields } =
    EXAMPLES.VerifyRequest;
  const claims = {
    iss: 'https://portal.example',
    aud: 'health',
    iat: SECONDS,
    exp: SECONDS + 60,
    jti: '5f8b1c1e-6d0c-4a86-9a4e-0d9f3c1b7a21',
    call,
    connector: 'health',
    caseNumber,
    requirement,
    purpose,
    legalBasis,
    actor,
    evidence,
    fields,
  };
  const plain = {
    method: 'POST',
    url: 'https://department.example/verify',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${signToken('mz-call+jwt', claims, PORTAL)}`,
      'idempotency-key': `"${call}"`,
      traceparent: `00-${call.replaceAll('-', '')}-00f067aa0ba902b7-01`,
    },
    body: JSON.stringify(EXAMPLES.VerifyRequest),
  };
  const asked = signRequest(plain, PORTAL, NOW);
  const request = { ...plain, headers: { ...plain.headers, ...asked.headers } };
  const told = {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(EXAMPLES.VerifyReply),
  };
  const answered = signReply(told, request, DEPARTMENT, NOW);
  return {
    now: NOW.toISOString(),
    connector: 'health',
    keys: { portal: [publicKeyOf(PORTAL)], department: [publicKeyOf(DEPARTMENT)] },
    request,
    requestBase: asked.signed.base,
    reply: { ...told, headers: { ...told.headers, ...answered.headers } },
    replyBase: answered.signed.base,
  };
}
