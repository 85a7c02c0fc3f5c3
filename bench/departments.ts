import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerEverything } from '#broker/testing/answers.ts';
import { readMessage, type ScriptedDepartment, signedHeaders } from '#broker/testing/department.ts';
import { VerifyRequest } from '#connectors/protocol.ts';

/**
 * A process of its own with departments that answer every question after a fixed time, and measure how long each
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
  'social-security-archive': 120,
  'funeral-homes': 150,
} as const;

const script: Pick<ScriptedDepartment, 'replies'> = { replies: new Map() };
answerEverything(script);

/** A department that takes questions and never answers, by id; none at first. */
let hanging: unknown = null;

const durations: Record<string, number[]> = {};
const urls: Record<string, string> = {};
for (const [id, latencyMs] of Object.entries(LATENCY_MS)) {
  const taken: number[] = [];
  durations[id] = taken;
  const server = createServer(async (request, response) => {
    const message = await readMessage(request);
    const begun = performance.now();
    const question = VerifyRequest.parse(JSON.parse(message.body));
    if (hanging === id) return;
    await new Promise((resolve) => setTimeout(resolve, latencyMs));
    const reply = script.replies.get(question.evidence)?.(question) ?? { status: 503, body: {} };
    const body = JSON.stringify(reply.body, asOfNow);
    response.writeHead(reply.status, signedHeaders(message, reply.status, body));
    response.end(body, () => taken.push(performance.now() - begun));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  urls[id] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

process.on('message', (told) => {
  if (typeof told === 'object' && told !== null && 'hang' in told) {
    hanging = told.hang;
    return;
  }
  process.send?.({ durations });
  for (const taken of Object.values(durations)) taken.length = 0;
});
process.on('disconnect', () => process.exit(0));
process.send?.({ urls });

/** These departments' data are current, whenever the measurement is run. */
function asOfNow(key: string, value: unknown): unknown {
  return key === 'asOf' ? new Date().toISOString() : value;
}
