#!/usr/bin/env node
// Verifies one exchange between the portal and a department, offline and without any code of either.
//
//   node verify-exchange.mjs exchange.json --keys keys.json [--request body.json] [--response body.json]
//
// keys.json: { "portal": [JWK, …], "department": [JWK, …], "heads": [JWK, …] }, obtained from somewhere else than the file:
// the portal's published keys, the department's own key. Needs Node 20 or newer and nothing else.
// Prints one line a check; ends with 0 if every check holds, with 1 if one does not, with 2 if it cannot be made.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
/** RFC 6962 §2.1: a leaf is hashed with 0x00 before it, a node with 0x01. */
const leafHash = (text) => sha256(Buffer.of(0), Buffer.from(text, 'utf8'));
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

/** RFC 8785 for what stands in a head: an object of strings and whole numbers. */
const canonical = (object) =>
  `{${Object.keys(object)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(object[name])}`)
    .join(',')}}`;

/** RFC 9162 §2.1.3.2. */
function rootFrom(hash, position, size, path) {
  let [node, last, result] = [position, size - 1, hash];
  for (const hex of path) {
    if (last === 0) return undefined;
    const sibling = Buffer.from(hex, 'hex');
    if (node % 2 === 1 || node === last) {
      result = nodeHash(sibling, result);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else {
      result = nodeHash(result, sibling);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 ? result.toString('hex') : undefined;
}

/** The algorithm is the key's, never the message's (RFC 9421 §3.2). */
function isSignedBy(keys, kid, text, signature) {
  const jwk = keys.find((key) => key.kid === kid);
  if (jwk === undefined) return false;
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const bytes = Buffer.from(signature, 'base64');
  if (jwk.crv === 'Ed25519') return verify(null, Buffer.from(text, 'utf8'), key, bytes);
  return verify('sha256', Buffer.from(text, 'utf8'), { key, dsaEncoding: 'ieee-p1363' }, bytes);
}

/** The value of a component in a signature base (RFC 9421 §2.5). */
const covered = (base, component) =>
  base
    .split('\n')
    .find((line) => line.startsWith(`${component}: `))
    ?.slice(component.length + 2);

function* checks(file, keys, bodies) {
  const { signature, ...head } = file.head;
  yield [
    'the tree head is signed by the ledger’s key',
    isSignedBy(keys.heads, head.key, canonical(head), signature),
  ];

  const leaves = file.leaves.map(({ leaf }) => JSON.parse(leaf));
  for (const [index, { leaf, position, path }] of file.leaves.entries())
    yield [
      `leaf ${position} (${leaves[index].kind}) stands in the tree under that head`,
      rootFrom(leafHash(leaf), position, head.size, path) === head.root,
    ];

  const { exchange, messages } = file;
  const sent = leaves.find(({ kind }) => kind === 'question.sent');
  yield [
    'the ledger recorded this very question before it was sent',
    sent !== undefined && isAbout(sent.refs, exchange),
  ];
  const received = leaves.find(({ kind }) => kind === 'answer.received');
  if (exchange.answeredAt !== null)
    yield [
      'the ledger recorded this very answer with the digests of both messages',
      received !== undefined &&
        received.refs.answer === exchange.answer &&
        same(
          received.refs.requests,
          messages.flatMap(({ request }) => (request.signature ? [request.digest] : [])),
        ) &&
        same(
          received.refs.responses,
          messages.flatMap(({ response }) => (response?.signature ? [response.digest] : [])),
        ),
    ];

  for (const { source, request, response, late } of messages) {
    if (request.base !== null) {
      yield [
        `${source}: the question is signed by the portal`,
        isSignedBy(keys.portal, request.keyId, request.base, request.signature),
      ];
      yield [
        `${source}: that signature covers the question’s digest`,
        covers(request.base, '"content-digest"', request.digest),
      ];
    }
    if (response !== null && response.base !== null) {
      yield [
        `${source}: the answer is signed by the department`,
        isSignedBy(keys.department, response.keyId, response.base, response.signature),
      ];
      yield [
        `${source}: that signature covers the answer’s digest`,
        covers(response.base, '"content-digest"', response.digest),
      ];
      yield [
        `${source}: and binds it to this question`,
        covers(response.base, '"content-digest";req', request.digest),
      ];
    }
    // An answer that was announced first came in a message of the department's own; its body names the call.
    if (late !== undefined)
      yield [
        `${source}: the late answer is signed by the department over its digest, and stands in the ledger`,
        isSignedBy(keys.department, late.keyId, late.base, late.signature) &&
          covers(late.base, '"content-digest"', late.digest) &&
          received?.refs.late?.includes(late.digest) === true,
      ];
  }
  if (bodies.request !== undefined)
    yield [
      'the given question is the one that was signed',
      messages.some(({ request }) => request.digest === digest(bodies.request)),
    ];
  if (bodies.response !== undefined)
    yield [
      'the given answer is the one that was signed',
      messages.some(({ response, late }) =>
        [response, late].some((each) => each?.digest === digest(bodies.response)),
      ),
    ];
}

const digest = (bytes) => sha256(bytes).toString('base64');
const covers = (base, component, wanted) => covered(base, component) === `sha-256=:${wanted}:`;
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const isAbout = (refs, { id, call, connector, evidence, fields, purpose, legalBasis }) =>
  same(
    [refs.exchange, refs.call, refs.connector, refs.evidence, refs.fields, refs.purpose, refs.legalBasis],
    [id, call, connector, evidence, fields, purpose, legalBasis],
  );

function main([path, ...options]) {
  const option = (name) => {
    const at = options.indexOf(name);
    return at < 0 ? undefined : readFileSync(options[at + 1]);
  };
  const keys = option('--keys');
  if (path === undefined || keys === undefined) {
    console.error(
      'usage: verify-exchange.mjs exchange.json --keys keys.json [--request body] [--response body]',
    );
    return 2;
  }
  const file = JSON.parse(readFileSync(path, 'utf8'));
  const bodies = { request: option('--request'), response: option('--response') };
  let sound = true;
  for (const [what, holds] of checks(file, JSON.parse(keys.toString('utf8')), bodies)) {
    process.stdout.write(`${holds ? 'holds ' : 'BROKEN'}  ${what}\n`);
    sound &&= holds;
  }
  return sound ? 0 : 1;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(`cannot be verified: ${error.message}`);
  process.exitCode = 2;
}
