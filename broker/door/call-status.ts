import { type CallStatusReply, CallStatusRequest } from '#connectors/protocol.ts';
import { readCallStatus } from '#flow/call-status.ts';
import type { DoorSettings } from './door.ts';
import { type DoorReply, type Incoming, malformed, refuse } from './reply.ts';

/** Whether a call is live: for departments that want to hear it from the portal before they look anything up. */
export async function callStatus({ pool }: DoorSettings, { signers, json }: Incoming): Promise<DoorReply> {
  const asked = CallStatusRequest.safeParse(json);
  if (!asked.success) return malformed(asked.error);
  const { connector, call } = asked.data;
  const id = signers.map(({ document }) => document.id).find((each) => each === connector);
  const found = id && (await readCallStatus(pool, id, call));
  if (found === undefined) return refuse('not_found', '该接口没有收到过这次调用', { correlation: call });
  const reply: CallStatusReply = { call, ...found, askedAt: found.askedAt.toISOString() };
  return { status: 200, body: JSON.stringify(reply) };
}
