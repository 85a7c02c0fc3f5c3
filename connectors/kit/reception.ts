import type { SigningKey } from '../keys.ts';
import { VerifyReply } from '../protocol.ts';
import { admitQuestion, type GateSettings } from '../receiving/gate.ts';
import { writeProblem, writeReply } from '../receiving/send-reply.ts';
import type { HttpMessage, HttpReply } from '../signature-base.ts';
import { type Office, openSettler, type Told } from './settle.ts';

/** A question that is let in is settled, answered under the department's signature, and written down before that leaves. */
export function openReception(
  office: Office,
  gate: GateSettings,
  key: SigningKey,
): (message: HttpMessage) => Promise<HttpReply> {
  const { clock, store } = office;
  const settle = openSettler(office);
  return async (message) => {
    const admitted = await admitQuestion(gate, message, clock());
    if (!admitted.ok) {
      office.refused(admitted.problem);
      return writeProblem(message, admitted.problem, key, clock()).reply;
    }
    const { asked, signed } = admitted;
    const told = await settle(asked);
    const { reply, signed: response } =
      told.problem === undefined
        ? writeReply(message, { status: told.status, body: JSON.stringify(told.body) }, key, clock())
        : writeProblem(message, told.problem, key, clock());
    const digests = { requestDigest: signed.digest, responseDigest: response.digest };
    store.log.write(clock().toISOString(), asked, outcomeOf(told), digests);
    return reply;
  };
}

/** For the log: the problem's code, or the kind of the answer. */
function outcomeOf(told: Told): string {
  if (told.problem !== undefined) return told.problem.code;
  return told.status === 202 ? 'pending' : VerifyReply.parse(told.body).answer.kind;
}
