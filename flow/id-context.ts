import { listAreaCodes } from '#db/reference.ts';
import type { Tx } from '#db/with-tx.ts';
import { isKnownArea } from '#domain/area.ts';
import type { CitizenIdContext } from '#domain/citizen-id.ts';
import { civilDateAt } from '#domain/dates.ts';

/** What reading an identity number needs to know: the areas that there are, and today. */
export async function idContext(tx: Tx, now: Date): Promise<CitizenIdContext> {
  const own = new Set(await listAreaCodes(tx));
  return { isArea: (code) => isKnownArea(code, own), today: civilDateAt(now) };
}
