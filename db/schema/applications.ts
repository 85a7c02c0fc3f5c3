import { index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Locale } from '#domain/evidence.ts';
import type { ApplicationId, KeyId, PartyId, ResidentId } from '#domain/ids.ts';
import type { PartyRole } from '#domain/service.ts';
import { instant, pathColumn, sealedColumn } from './columns.ts';

/** 申报: what a resident files once. Until it is filed it is a draft. */
export const applications = pgTable(
  'applications',
  {
    id: text('id').$type<ApplicationId>().primaryKey(),
    bundle: text('bundle').notNull(),
    filedBy: text('filed_by').$type<ResidentId>().notNull(),
    area: pathColumn('area').notNull(),
    // No foreign key: erasing an application destroys its key and leaves the row.
    keyId: text('key_id').$type<KeyId>().notNull(),
    status: text('status').$type<'draft' | 'filed'>().notNull(),
    /** Sealed claim; while it is a draft also the forms that were not accepted, as they were typed. */
    answers: sealedColumn('answers').notNull(),
    createdAt: instant('created_at').notNull(),
    savedAt: instant('saved_at').notNull(),
    filedAt: instant('filed_at'),
  },
  (table) => [index('applications_filed_by').on(table.filedBy, table.createdAt)],
);

/** 当事人. Pages, row security and "my data" go by party. */
export const parties = pgTable(
  'parties',
  {
    id: text('id').$type<PartyId>().primaryKey(),
    applicationId: text('application_id')
      .$type<ApplicationId>()
      .notNull()
      .references(() => applications.id),
    role: text('role').$type<PartyRole>().notNull(),
    residentId: text('resident_id').$type<ResidentId>(),
    person: sealedColumn('person').notNull(),
    idIndex: text('id_index').notNull(),
    /** In which language, and at which address, this party is told; null for those who are not told anything. */
    language: text('language').$type<Locale>(),
    contact: sealedColumn('contact'),
  },
  (table) => [
    uniqueIndex('parties_role').on(table.applicationId, table.role, table.idIndex),
    index('parties_id_index').on(table.idIndex, table.role),
  ],
);

/** Which residents may see an application: the base of row security by party. */
export const partyAccess = pgTable(
  'party_access',
  {
    applicationId: text('application_id')
      .$type<ApplicationId>()
      .notNull()
      .references(() => applications.id),
    residentId: text('resident_id').$type<ResidentId>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.residentId, table.applicationId] }),
    index('party_access_application').on(table.applicationId),
  ],
);
