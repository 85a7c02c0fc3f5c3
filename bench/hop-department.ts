import '#flow/testing/keys.ts';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readMessage, signedHeaders } from '#broker/testing/department.ts';
import { verifyCallToken } from '#connectors/call-token.ts';
import { publicKeyOf, signingKey } from '#connectors/keys.ts';
import { VerifyRequest } from '#connectors/protocol.ts';

/**
 * A process of its own with a department that answers at once: at `/verify` as a department does, which verifies signature and
 * token and signs its answer; at `/plain` the same answer to whoever asks.
 */
const PORTAL_KEYS = [publicKeyOf(signingKey(JSON.parse(process.env.CALL_KEY ?? '')))];

function answerTo(question: VerifyRequest): string {
  const answer = {
    kind: 'confirmed',
    fields: { belongs: true },
    source: 'hop',
    asOf: new Date().toISOString(),
  };
  const about = question.subjects.map(({ idNumber }) => ({ idNumber }));
  return JSON.stringify({ call: question.call, nonce: question.nonce, about, answer });
}

const server = createServer(async (request, response) => {
  if (request.url === '/plain') {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(Buffer.from(piece));
    const question = VerifyRequest.parse(JSON.parse(Buffer.concat(pieces).toString('utf8')));
    response.writeHead(200, { 'content-type': 'application/json' }).end(answerTo(question));
    return;
  }
  const message = await readMessage(request);
  const token = message.headers.authorization?.replace(/^Bearer /, '') ?? '';
  const isPermitted = verifyCallToken(token, PORTAL_KEYS, 'card-bank', new Date()).ok;
  const body = isPermitted ? answerTo(VerifyRequest.parse(JSON.parse(message.body))) : '{}';
  const status = isPermitted ? 200 : 401;
  response.writeHead(status, signedHeaders(message, status, body)).end(body);
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.on('disconnect', () => process.exit(0));
