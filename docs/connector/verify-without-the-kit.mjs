// Verifies one exchange with nothing but Node: node verify-without-the-kit.mjs worked-example.json
// RFC 9421 (signatures), RFC 9530 (digest), RFC 7519 (token).
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const { now, connector, keys, request, reply } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const seconds = Date.parse(now) / 1000; // in a service: Date.now() / 1000

function isSigned(data, signature, jwk) {
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return jwk.crv === 'Ed25519'
    ? verify(null, data, key, signature)
    : verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

// 1. The signature base: one line for each covered component, in their order, then the parameters.
function componentValue(component, message) {
  const [, name, req] = /^"([^"]+)"(;req)?$/.exec(component);
  const from = req ? request : message;
  if (name === '@method') return from.method;
  if (name === '@target-uri') return from.url;
  if (name === '@status') return String(from.status);
  return from.headers[name].trim();
}

function checkSignature(message, jwks, mustCover) {
  const [, label, input] = /^(\w+)=(.+)$/.exec(message.headers['signature-input']);
  const [, list] = /^\(([^)]*)\)/.exec(input);
  const components = list.split(' ');
  const created = Number(/;created=(\d+)/.exec(input)[1]);
  const jwk = jwks.find(({ kid }) => input.includes(`;keyid="${kid}"`));
  if (!jwk || seconds - created > 300 || created - seconds > 60) return false;
  if (!mustCover.every((component) => components.includes(component))) return false;
  const lines = components.map((component) => `${component}: ${componentValue(component, message)}`);
  const base = [...lines, `"@signature-params": ${input}`].join('\n');
  const signature = message.headers.signature.slice(`${label}=:`.length, -1);
  return isSigned(Buffer.from(base), Buffer.from(signature, 'base64'), jwk);
}

// 2. The digest: the body is the one that was signed.
function checkDigest({ headers, body }) {
  const digest = createHash('sha256').update(body).digest('base64');
  return headers['content-digest'] === `sha-256=:${digest}:`;
}

// 3. The token: for this connector, now, and for this question. Remember `jti` for a minute: it is good once.
function checkToken() {
  const [head, claims, signature] = request.headers.authorization.slice('Bearer '.length).split('.');
  const read = (part) => JSON.parse(Buffer.from(part, 'base64url'));
  const { kid, typ } = read(head);
  const jwk = keys.portal.find((key) => key.kid === kid);
  if (!jwk || typ !== 'mz-call+jwt') return false;
  if (!isSigned(Buffer.from(`${head}.${claims}`), Buffer.from(signature, 'base64url'), jwk)) return false;
  const permitted = read(claims);
  const asked = JSON.parse(request.body);
  const same = ['call', 'caseNumber', 'requirement', 'purpose', 'legalBasis', 'actor', 'evidence'];
  return (
    permitted.aud === connector &&
    permitted.exp >= seconds &&
    permitted.exp - permitted.iat <= 60 &&
    same.every((name) => permitted[name] === asked[name]) &&
    asked.fields.every((field) => permitted.fields.includes(field))
  );
}

const QUESTION = ['"@method"', '"@target-uri"', '"content-digest"', '"authorization"'];
const ANSWER = [
  '"@status"',
  '"content-digest"',
  '"@method";req',
  '"@target-uri";req',
  '"content-digest";req',
];

const results = {
  signature: checkSignature(request, keys.portal, QUESTION),
  digest: checkDigest(request),
  token: checkToken(),
  reply: checkSignature(reply, keys.department, ANSWER) && checkDigest(reply),
};
for (const [name, ok] of Object.entries(results)) process.stdout.write(`${name}: ${ok ? 'ok' : 'NOT OK'}\n`);
process.exitCode = Object.values(results).every(Boolean) ? 0 : 1;
