import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { NativeReach } from '#domain/connector.ts';
import { ConnectorId } from '#domain/ids.ts';
import type { CallContext, Question } from '#domain/question.ts';
import { publicSecurity } from '#sandbox/departments/public-security.ts';
import { city, runDepartment } from '#sandbox/departments/testing.ts';
import { verifyCallToken } from './call-token.ts';
import { verifyClientAssertion } from './client-assertion.ts';
import { ClientCertificateError } from './client-certificate.ts';
import type { SourceReply } from './contract.ts';
import type { SigningKey } from './keys.ts';
import { askDiscovery, askHealth, type NativeHttpSettings, nativeHttp } from './native-http.ts';
import { openOutgoing } from './outgoing.ts';
import { VerifyRequest } from './protocol.ts';
import { readMessage } from './receiving/read-message.ts';
import { sendReply, writeReply } from './receiving/send-reply.ts';
import type { HttpMessage } from './signature-base.ts';
import { verifyRequest } from './signatures.ts';
import { AUTHORITY, CLIENT, SERVER, STRANGER } from './testing/certificates.ts';
import { DEPARTMENT_KEY, DEPARTMENT_KEYS, drawKey, PORTAL_KEY, PORTAL_KEYS } from './testing/keys.ts';

const NOW = new Date('2026-11-22T04:00:00Z');
const ISSUER = 'https://portal.example';
const { name, idNumber } = city.get('daughter-deceased');
const question: Question = {
  evidence: 'E-HUK-CXL',
  fields: ['cancelledForDeath'],
  subjects: [{ name, idNumber }],
  given: {},
};
const contextOf = (call: string): CallContext => ({
  call,
  caseNumber: '99010220261122000008',
  requirement: 'death',
  purpose: '核实去世日期',
  legalBasis: '社会保险经办条例第二十六条',
  actor: 'system',
  callback: 'http://127.0.0.1:9/late',
});
const context = contextOf('0198a000-0000-4000-8000-000000000001');

const outgoing = openOutgoing({ allow: ['127.0.0.1'] });
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const serve = async (listener: RequestListener) =>
  `http://127.0.0.1:${await listening(createServer(listener))}`;

function settings(
  url: string,
  reach: Partial<z.input<typeof NativeReach>> = {},
  credential = '',
): NativeHttpSettings {
  return {
    connector: ConnectorId.parse('public-security'),
    issuer: ISSUER,
    signer: PORTAL_KEY,
    reach: NativeReach.parse({ way: 'native', url, keys: DEPARTMENT_KEYS, ...reach }),
    credential,
    outgoing,
    clock: () => NOW,
  };
}

const ask = (url: string, timeoutMs = 2_000): Promise<SourceReply> =>
  nativeHttp(settings(url)).request(question, context, timeoutMs);

type Say = {
  status?: number;
  body?: (asked: VerifyRequest) => string;
  key?: SigningKey;
  to?: (asked: HttpMessage) => HttpMessage;
};

/** A department that says this, signed with this key as the answer to this message; keeps what it was asked. */
async function saying({
  status = 200,
  body = confirmation,
  key = DEPARTMENT_KEY,
  to = (asked) => asked,
}: Say) {
  const heard: HttpMessage[] = [];
  const url = await serve(async (request, response) => {
    const { message } = await readMessage(request, { maxBytes: 65_536, timeoutMs: 1_000 });
    heard.push(message);
    const text = body(VerifyRequest.parse(JSON.parse(message.body)));
    sendReply(response, writeReply(to(message), { status, body: text }, key, NOW).reply);
  });
  return { url, heard };
}

function confirmation({ call, nonce }: VerifyRequest): string {
  const answer = {
    kind: 'confirmed',
    fields: { cancelledForDeath: true },
    source: 'test',
    asOf: NOW.toISOString(),
  };
  return JSON.stringify({ call, nonce, about: [{ idNumber }], answer });
}

async function answerOf(url: string) {
  const adapter = nativeHttp(settings(url));
  return adapter.read(await adapter.request(question, context, 2_000), question, context);
}

const unavailable = (cause: string) => ({ kind: 'unavailable', cause, retryAt: null });

describe('a question', () => {
  test('goes out signed, with a token for it alone, a nonce, and the call as key and trace', async () => {
    const { url, heard } = await saying({});
    expect(await answerOf(url)).toMatchObject({ kind: 'confirmed' });
    await answerOf(url);
    const [first, second] = heard;
    if (first === undefined || second === undefined) throw new Error('not asked twice');
    expect(verifyRequest(first, PORTAL_KEYS, NOW)).toMatchObject({ ok: true });
    const token = (message: HttpMessage) =>
      verifyCallToken(message.headers.authorization?.slice(7) ?? '', PORTAL_KEYS, 'public-security', NOW);
    const { callback: _callback, ...claimed } = context;
    expect(token(first)).toMatchObject({
      ok: true,
      issuer: ISSUER,
      claims: { ...claimed, evidence: question.evidence, fields: question.fields },
    });
    expect(token(first)).not.toEqual(token(second));
    expect(first.headers['idempotency-key']).toBe(`"${context.call}"`);
    expect(first.headers.traceparent).toMatch(/^00-0198a00000004000800000000000000[0-9a-f]-[0-9a-f]{16}-01$/);
    expect(first.body).not.toBe(second.body);
  });

  test('carries nothing of a person outside its body, not even in its token', async () => {
    const { url, heard } = await saying({});
    await ask(url);
    const [, claims = ''] = heard[0]?.headers.authorization?.split('.') ?? [];
    const outside = JSON.stringify([
      heard[0]?.url,
      heard[0]?.headers,
      Buffer.from(claims, 'base64url').toString(),
    ]);
    for (const value of [name, idNumber]) expect(outside).not.toContain(value);
  });

  test('leaves a record of both messages as they were signed', async () => {
    const { url, heard } = await saying({});
    const { traffic } = await ask(url);
    expect(traffic?.requestBody).toBe(heard[0]?.body);
    expect(traffic?.request).toMatchObject({ keyId: 'portal-of-tests' });
    expect(traffic?.response).toMatchObject({ keyId: 'department-of-tests' });
    expect(traffic?.response?.base).toContain(`"content-digest";req: ${heard[0]?.headers['content-digest']}`);
  });

  test('proves itself by an assertion as well where the department wants one', async () => {
    const { url, heard } = await saying({});
    await nativeHttp(settings(url, { proves: 'client_assertion' })).request(question, context, 2_000);
    const assertion = heard[0]?.headers['client-assertion'] ?? '';
    expect(verifyClientAssertion(assertion, PORTAL_KEYS, url, NOW)).toMatchObject({
      ok: true,
      client: ISSUER,
    });
    expect(heard[0]?.headers['signature-input']).toContain('"client-assertion"');
  });
});

describe('an answer is not taken', () => {
  const bad = unavailable('bad_signature');

  test.each([
    ['under a key that the document does not name', { key: drawKey('somebody') }],
    ['under another key of the department’s name', { key: drawKey('department-of-tests') }],
    [
      'that answers another question',
      { to: (asked) => ({ ...asked, headers: { ...asked.headers, 'content-digest': 'sha-256=:AAAA:' } }) },
    ],
    ['that answers no question', { to: (asked) => ({ ...asked, headers: {} }) }],
    [
      'that was given at another address',
      { to: (asked) => ({ ...asked, url: 'http://elsewhere.example/verify' }) },
    ],
  ] satisfies [string, Say][])('%s', async (_how, say) => {
    expect(await answerOf((await saying(say)).url)).toEqual(bad);
  });

  test('without a signature', async () => {
    const url = await serve(async (request, response) => {
      const { message } = await readMessage(request, { maxBytes: 65_536, timeoutMs: 1_000 });
      response.writeHead(200).end(confirmation(VerifyRequest.parse(JSON.parse(message.body))));
    });
    expect(await answerOf(url)).toEqual(bad);
  });

  test('under the nonce of another message', async () => {
    const body = (asked: VerifyRequest) => confirmation({ ...asked, nonce: 'A'.repeat(22) });
    expect(await answerOf((await saying({ body })).url)).toEqual(unavailable('malformed'));
  });

  test('in another character set than UTF-8', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      response.end(Buffer.from([0x7b, 0xd6, 0xdc, 0x7d]));
    });
    expect(await answerOf(url)).toEqual(unavailable('malformed'));
  });
});

describe('what stands in front of a department and cannot sign', () => {
  const PROBLEM = {
    type: 'urn:x',
    title: 'x',
    status: 503,
    origin: 'department',
    retryable: true,
    retryAfterSeconds: 9,
  };

  test.each([
    [502, unavailable('down')],
    [429, unavailable('quota')],
    [401, { kind: 'not_permitted', rule: 'status:401' }],
    [404, unavailable('malformed')],
  ])('is believed in its status %i, and in none of its words', async (status, expected) => {
    const url = await serve((_request, response) =>
      response.writeHead(status).end(JSON.stringify({ ...PROBLEM, code: 'suspended' })),
    );
    expect(await answerOf(url)).toEqual(expected);
  });

  test('does not lead the question elsewhere', async () => {
    let asked = 0;
    const elsewhere = await serve((_request, response) => {
      asked += 1;
      response.end('{}');
    });
    const url = await serve((_request, response) => response.writeHead(307, { location: elsewhere }).end());
    expect(await ask(url)).toMatchObject({ kind: 'failure', cause: 'down' });
    expect(asked).toBe(0);
  });

  test('cannot keep it: what goes on and on is cut off, what stops ends with the timeout, what breaks off is down', async () => {
    const endless = await serve((_request, response) => {
      response.writeHead(200);
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(16_384)));
      };
      response.on('drain', pour);
      pour();
    });
    const stopping = await serve((_request, response) => {
      response.writeHead(200);
      response.write('{"call":');
    });
    const breaking = await serve((request) => request.socket.destroy());
    expect(await ask(endless)).toMatchObject({ kind: 'failure', cause: 'malformed' });
    expect(await ask(stopping, 200)).toMatchObject({ kind: 'failure', cause: 'timeout' });
    const down = await ask(breaking);
    expect(down).toMatchObject({ kind: 'failure', cause: 'down', traffic: { response: null } });
  });
});

describe('several questions in one envelope', () => {
  const items = Array.from({ length: 3 }, (_, index) => ({
    question: index === 1 ? { ...question, fields: ['address'] } : question,
    context: contextOf(crypto.randomUUID()),
  }));

  test('are answered one by one, each under its own signature', async () => {
    const department = await runDepartment(publicSecurity);
    const adapter = nativeHttp(settings(department.url, { batch: 50 }));
    const replies = (await adapter.requestBatch?.(items, 2_000)) ?? [];
    const answers = items.map((item, index) => {
      const reply = replies[index];
      return reply && adapter.read(reply, item.question, item.context);
    });
    expect(answers.map((answer) => answer?.kind)).toEqual(['confirmed', 'not_permitted', 'confirmed']);
    // The record of one question holds nothing of the others.
    for (const [index, reply] of replies.entries())
      for (const [other, { context }] of items.entries())
        expect(JSON.stringify(reply.traffic).includes(context.call)).toBe(index === other);
    await department.close();
  });

  test('fail together where the envelope does, and never take one another’s answers', async () => {
    const nowhere = nativeHttp(settings('http://127.0.0.1:9', { batch: 50 }));
    const failed = (await nowhere.requestBatch?.(items, 2_000)) ?? [];
    expect(failed.map((reply) => reply.kind === 'failure' && reply.cause)).toEqual(['down', 'down', 'down']);
    const department = await runDepartment(publicSecurity);
    const swapping = await serve(async (request, response) => {
      const { message } = await readMessage(request, { maxBytes: 1_000_000, timeoutMs: 1_000 });
      const onward = await fetch(`${department.url}/verify/batch`, { method: 'POST', body: message.body });
      const { replies } = JSON.parse(await onward.text());
      response.end(JSON.stringify({ replies: replies.toReversed() }));
    });
    const adapter = nativeHttp(settings(swapping, { batch: 50 }));
    const swapped = (await adapter.requestBatch?.(items, 2_000)) ?? [];
    expect(swapped.map((reply) => reply.kind === 'failure' && reply.cause)).toEqual(
      items.map(() => 'bad_signature'),
    );
    await department.close();
  });

  test('go only to a department that offers it', () => {
    expect(nativeHttp(settings('http://127.0.0.1:9')).requestBatch).toBeUndefined();
  });
});

describe('mutual TLS', () => {
  const pem = (...parts: string[]) => parts.join('\n');

  async function gateway() {
    const department = await saying({});
    const options = { ...SERVER, ca: AUTHORITY, requestCert: true, rejectUnauthorized: true };
    const port = await listening(
      createTlsServer(options, async (request, response) => {
        const { message } = await readMessage(
          request,
          { maxBytes: 65_536, timeoutMs: 1_000 },
          `https://127.0.0.1:${port}`,
        );
        department.heard.push(message);
        const body = confirmation(VerifyRequest.parse(JSON.parse(message.body)));
        sendReply(response, writeReply(message, { status: 200, body }, DEPARTMENT_KEY, NOW).reply);
      }),
    );
    return { url: `https://127.0.0.1:${port}`, heard: department.heard };
  }

  const askWith = async (url: string, credential: string) => {
    const adapter = nativeHttp(settings(url, { proves: 'mtls' }, credential));
    return adapter.read(await adapter.request(question, context, 2_000), question, context);
  };

  test('shows the certificate of the credential, and believes no server but its authority’s', async () => {
    const { url, heard } = await gateway();
    expect(await askWith(url, pem(CLIENT.key, CLIENT.cert, AUTHORITY))).toMatchObject({ kind: 'confirmed' });
    expect(heard).toHaveLength(1);
    // Without the authority the well-known ones are asked, and they do not know this server.
    expect(await askWith(url, pem(CLIENT.cert, CLIENT.key))).toEqual(unavailable('down'));
    expect(heard).toHaveLength(1);
  });

  test('is refused to a stranger’s certificate before anything is said', async () => {
    const { url, heard } = await gateway();
    expect(await askWith(url, pem(STRANGER.key, STRANGER.cert, AUTHORITY))).toEqual(unavailable('down'));
    expect(heard).toHaveLength(0);
  });

  test.each([
    ['no certificate', CLIENT.key],
    ['no key', CLIENT.cert],
    ['another’s certificate', pem(CLIENT.key, STRANGER.cert)],
    ['a password', 'a-password'],
  ])('cannot be opened with %s', (_what, credential) => {
    expect(() => nativeHttp(settings('https://127.0.0.1:9', { proves: 'mtls' }, credential))).toThrow(
      ClientCertificateError,
    );
  });
});

describe('an inquiry', () => {
  test('brings what a department offers and how it is, under its signature', async () => {
    const department = await runDepartment(publicSecurity);
    const line = settings(department.url);
    expect(await askDiscovery(line, 2_000)).toMatchObject({
      ok: true,
      value: { connector: 'public-security' },
    });
    expect(await askHealth(line, 2_000)).toMatchObject({ ok: true, value: { status: 'up' } });
    const stranger = { ...line, signer: drawKey('somebody') };
    expect(await askHealth(stranger, 2_000)).toEqual({ ok: false, why: 'refused' });
    const mistaken = settings(department.url, { keys: PORTAL_KEYS });
    expect(await askDiscovery(mistaken, 2_000)).toEqual({ ok: false, why: 'bad_signature' });
    await department.close();
    expect(await askHealth(line, 2_000)).toEqual({ ok: false, why: 'down' });
  });
});
