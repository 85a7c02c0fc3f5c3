import { jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { DepartmentId, KeyId, ResidentId, StaffId } from '#domain/ids.ts';
import type { StaffRole } from '#domain/permission.ts';
import { instant, pathColumn, sealedColumn } from './columns.ts';

/** Data keys, each wrapped by a key outside the database. Erasing a row erases everything sealed under it. */
export const dataKeys = pgTable('data_keys', {
  id: text('id').$type<KeyId>().primaryKey(),
  /** The application or resident whose data it seals. */
  owner: text('owner').notNull(),
  wrapped: sealedColumn('wrapped').notNull(),
  createdAt: instant('created_at').notNull(),
});

export const residents = pgTable(
  'residents',
  {
    id: text('id').$type<ResidentId>().primaryKey(),
    issuer: text('issuer').notNull(),
    /** Keyed blind index of the platform's `sub`, which may itself be an identity number. */
    subject: text('subject').notNull(),
    keyId: text('key_id').$type<KeyId>().notNull(),
    name: sealedColumn('name').notNull(),
    idNumber: sealedColumn('id_number').notNull(),
    /** Where notices go, if the platform knows an address. */
    email: sealedColumn('email'),
    /** Keyed blind index of the identity number. */
    idIndex: text('id_index').notNull(),
    area: pathColumn('area').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('residents_login').on(table.issuer, table.subject),
    uniqueIndex('residents_id_index').on(table.idIndex),
  ],
);

export const staff = pgTable(
  'staff',
  {
    id: text('id').$type<StaffId>().primaryKey(),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    /** Staff are shown by the tail of their number only. */
    numberTail: text('number_tail').notNull(),
    roles: jsonb('roles').$type<StaffRole[]>().notNull(),
    area: pathColumn('area').notNull(),
    department: text('department').$type<DepartmentId>(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [uniqueIndex('staff_login').on(table.issuer, table.subject)],
);

/** Sign-in sessions. The cookie holds the token, the row only its hash. */
export const sessions = pgTable('sessions', {
  tokenHash: text('token_hash').primaryKey(),
  account: text('account').notNull(),
  expiresAt: instant('expires_at').notNull(),
  /** Unused until here, the session is over. */
  idleUntil: instant('idle_until').notNull(),
});
