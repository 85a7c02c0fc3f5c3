import { v7 } from 'uuid';
import type { z } from 'zod';

/** A fresh prefixed UUIDv7 of the schema's kind: `newId(CaseId, 'case', now)`. */
export function newId<S extends z.ZodType>(schema: S, prefix: string, now: Date): z.infer<S> {
  return schema.parse(`${prefix}_${v7({ msecs: now.getTime() })}`);
}
