import { customType, timestamp } from 'drizzle-orm/pg-core';

/** Ciphertext; only `flow/open.ts` turns it back into a value. */
export const sealedColumn = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** Text in the C collation: its range operators are leakproof and fast, which row security by area path needs. */
export const pathColumn = customType<{ data: string; driverData: string }>({
  dataType: () => 'text collate "C"',
});

/** An instant; civil dates are derived from it in Asia/Shanghai, never stored in its place. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
