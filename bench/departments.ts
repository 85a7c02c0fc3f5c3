import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerEverything } from '#broker/testing/answers.ts';
import type { ScriptedDepartment } from '#broker/testing/department.ts';
import { VerifyRequest } from '#connectors/protocol.ts';

/**
 * A process of its own with seven departments that answer every question after a fixed time, and measure how long each
 * answer really took them, from the question's last byte to the answer's.
 */
const LATENCY_MS = {
  'public-security': 80,
  health: 300,
  'social-security-2009': 200,
  'social-security-1992': 120,
  'card-bank': 40,
  'civil-affairs': 150,
  'marriage-registry': 250,
} as const;

const script: Pick<ScriptedDepartment, 'replies'> = { replies: new Map() };
answerEverything(script);

const durations: Record<string, number[]> = {};
const urls: Record<string, string> = {};
for (const [id, latencyMs] of Object.entries(LATENCY_MS)) {
  const taken: number[] = [];
  durations[id] = taken;
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(Buffer.from(piece));
    const begun = performance.now();
    const question = VerifyRequest.parse(JSON.parse(Buffer.concat(pieces).toString('utf8')));
    await new Promise((resolve) => setTimeout(resolve, latencyMs));
    const reply = script.replies.get(question.evidence)?.(question) ?? { status: 503, body: {} };
    response.writeHead(reply.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(reply.body), () => taken.push(performance.now() - begun));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  urls[id] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

process.on('message', () => {
  process.send?.({ durations });
  for (const taken of Object.values(durations)) taken.length = 0;
});
process.on('disconnect', () => process.exit(0));
process.send?.({ urls });
