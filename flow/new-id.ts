import { v7 } from 'uuid';
import type { z } from 'zod';

let made = 0;

/**
 * A fresh prefixed UUIDv7 of the schema's kind: `newId(CaseId, 'case', now)`. Of one millisecond and one process the later is
 * the greater (RFC 9562, 6.2, method 1), so that what is opened together keeps its order.
 */
export function newId<S extends z.ZodType>(schema: S, prefix: string, now: Date): z.infer<S> {
  made = (made + 1) % 0x1_0000_0000;
  return schema.parse(`${prefix}_${v7({ msecs: now.getTime(), seq: made })}`);
}
