import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runFromOutside } from '../conformance/outside.ts';
import { isGreen, writeReport } from '../conformance/report.ts';
import { WIRE_CHECKS } from '../conformance.ts';
import { openOutgoing } from '../outgoing.ts';
import { VerifyRequest } from '../protocol.ts';
import { readMessage } from '../receiving/read-message.ts';
import { sendReply, writeReply } from '../receiving/send-reply.ts';
import { DEPARTMENT_KEY, PORTAL_KEY } from '../testing/keys.ts';
import { documentAt, type Open, openExample, PERSON, SAMPLES } from './testing/example.ts';

const settings = {
  samples: SAMPLES,
  credentials: new Map<string, string>(),
  signer: PORTAL_KEY,
  issuer: 'http://portal.example',
  outgoing: openOutgoing({ allow: ['127.0.0.1'] }),
};

describe('a department on the kit', () => {
  let one: Open;
  beforeAll(async () => {
    one = await openExample();
  });
  afterAll(() => one.department.close());

  test('keeps every guarantee that can be tried from outside', { timeout: 60_000 }, async () => {
    const findings = await runFromOutside({ ...settings, document: one.document });
    const results = findings.flatMap((finding) => finding.results);
    expect(results.filter(({ result }) => result === 'broken')).toEqual([]);
    expect(results.filter(({ result }) => result === 'untested').map(({ capability }) => capability)).toEqual(
      ['malformed', 'deadline', 'down', 'unreachable', 'pending'],
    );
    expect(isGreen(findings)).toBe(true);
    const report = writeReport('tests', findings);
    expect(report).toContain('1 left out with a reason');
    for (const value of [PERSON.name, PERSON.idNumber]) expect(report).not.toContain(value);
  });
});

/** A department that answers whoever asks whatever, as if nothing were wrong: under its own signature, and always the same. */
async function openCredulous(): Promise<{ server: Server; url: string }> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { message } = await readMessage(request, { maxBytes: 4_000_000, timeoutMs: 60_000 });
    const { data: asked } = VerifyRequest.safeParse(JSON.parse(message.body || '{}'));
    const provenance = { source: '测试登记', asOf: new Date().toISOString() };
    const said = { kind: 'confirmed', fields: { deathDate: '1999-01-01' }, ...provenance };
    const about = asked?.subjects.map(({ idNumber }) => ({ idNumber }));
    const body = JSON.stringify({ call: asked?.call, nonce: asked?.nonce, about, answer: said });
    sendReply(response, writeReply(message, { status: 200, body }, DEPARTMENT_KEY, new Date()).reply);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('a department that believes everybody is caught by every check of its own side', {
  timeout: 90_000,
}, async () => {
  const { server, url } = await openCredulous();
  const [finding] = await runFromOutside({ ...settings, document: documentAt(url) });
  const resultOf = (capability: string) =>
    finding?.results.find((each) => each.capability === capability)?.result;
  // It gives the same answer to the same question, which is all that it keeps.
  const caught = WIRE_CHECKS.map(({ capability }) => capability).filter((each) => each !== 'same_answer');
  expect(caught.filter((each) => resultOf(each) !== 'broken')).toEqual([]);
  expect(['confirmed', 'no_record', 'ambiguous', 'credential'].map(resultOf)).toEqual(
    Array.from({ length: 4 }, () => 'broken'),
  );
  server.close();
  server.closeAllConnections();
});
