import type { DiscoveryReply } from '../protocol.ts';
import type { Offer } from './answering.ts';

export type Limits = DiscoveryReply['limits'];

const EVERYTHING = { areas: [], from: null, to: null, complete: false };

/** What a department offers, as it tells whoever wants to plug it in. */
export function discoveryOf(
  {
    connector,
    title,
    answers,
  }: Pick<DiscoveryReply, 'connector' | 'title'> & { answers: readonly { offer: Offer }[] },
  limits: Limits,
): DiscoveryReply {
  return { protocol: 1, connector, title, limits, offers: answers.map(({ offer }) => offered(offer)) };
}

function offered(offer: Offer): DiscoveryReply['offers'][number] {
  const { evidence, title, subjects, given = [], coverage = [EVERYTHING], keys = ['id18'] } = offer;
  return {
    evidence,
    title,
    subjects,
    given: [...given],
    coverage: [...coverage],
    keys: [...keys],
    fields: Object.entries(offer.fields).map(([name, { kind, lagHours = 0, refreshedUntil = null }]) => ({
      name,
      kind,
      lagHours,
      refreshedUntil,
    })),
  };
}
