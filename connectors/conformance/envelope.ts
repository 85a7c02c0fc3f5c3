import { Problem } from '../problem.ts';
import { BatchReply } from '../protocol.ts';
import type { HttpReply } from '../signature-base.ts';
import { demand, type OutsidePlug } from './plug.ts';
import { NOBODYS_FIELD } from './tamperings.ts';
import { getWire, isBelieved, parseJson, send, writeTampered } from './wire.ts';

/** That two questions in one envelope bring two replies in their order, each signed for its own. */
export async function answersTheEnvelope(plug: OutsidePlug): Promise<void> {
  const { settings } = getWire(plug);
  const messages = [writeTampered(plug, {}), writeTampered(plug, { question: { fields: [NOBODYS_FIELD] } })];
  const body = JSON.stringify({
    protocol: 1,
    messages: messages.map(({ headers, body }) => ({ headers, body })),
  });
  const headers = { 'content-type': 'application/json' };
  const url = `${settings.reach.url}/verify/batch`;
  const reply = await send(plug, { method: 'POST', url, headers, body });
  demand(reply.status === 200, `an envelope was answered ${statusOf(reply)}`);
  const [sound, unsound, ...more] = BatchReply.safeParse(parseJson(reply.body)).data?.replies ?? [];
  const isPair = sound !== undefined && unsound !== undefined && more.length === 0;
  demand(isPair, 'an envelope of two did not bring two replies');
  demandOrder(sound, unsound);
  const believed = [sound, unsound].every((each, index) => {
    const message = messages[index];
    return message !== undefined && isBelieved(plug, message, each);
  });
  demand(believed, 'a reply in an envelope was not signed for its own message');
}

const isAnswer = ({ status }: HttpReply) => status < 300;
const isRefusal = ({ status }: HttpReply) => status === 422;

/** That a sound question was answered, and one for a field that nobody offers refused, in this order. */
function demandOrder(sound: HttpReply, unsound: HttpReply): void {
  const isTurned = isRefusal(sound) && isAnswer(unsound);
  demand(!isTurned, 'replies do not stand in their messages’ order');
  demand(isAnswer(sound), `a sound question in an envelope was answered ${statusOf(sound)}`);
  demand(isRefusal(unsound), `a field that nobody offers was answered ${statusOf(unsound)}; expected 422`);
}

/** A reply's status, with the code of the problem that it tells. */
function statusOf({ status, body }: HttpReply): string {
  const told = Problem.safeParse(parseJson(body));
  return told.success ? `${status} (${told.data.code})` : String(status);
}
