import { randomBytes } from 'node:crypto';
import { getService } from '#catalogue/index.ts';
import type { Pool } from '#db/with-tx.ts';
import { ApplicationId, CaseId, KeyId, PartyId } from '#domain/ids.ts';
import type { ServiceDefinition } from '#domain/service.ts';
import { blindIndex } from '#flow/blind-index.ts';
import { encrypt } from '#flow/cipher.ts';
import { type DataKey, keyIdBytes } from '#flow/data-key.ts';
import { keyEnvironment } from '#flow/environment.ts';
import { newId } from '#flow/new-id.ts';
import { seal } from '#flow/seal.ts';
import type { TestCity } from '#flow/testing/city.ts';
import {
  LIMIT,
  personsOf,
  RESERVE,
  RESERVE_UNTIL,
  SERVICES,
  type SimulatedApplication,
  type SimulatedService,
} from './quota-workload.ts';

const BATCH = 1_000;
const AREA = '99/9901/990102';

/** Services that differ in what a department reads of them: which one asks, why, and on what ground. */
export async function setServices(city: TestCity): Promise<void> {
  const { superuser } = city;
  await superuser.query("delete from grants where evidence = 'E-MAR'");
  await superuser.query(
    "update connectors set daily_limit = $1, reserve = $2, reserve_until = $3, width = 16 where id = 'marriage-registry'",
    [LIMIT, RESERVE, RESERVE_UNTIL],
  );
  for (const [index, service] of SERVICES.entries()) {
    const document = definitionOf(service);
    await superuser.query(
      `insert into service_versions (id, version, content_hash, engine, valid_from, document)
       values ($1, 99, 'bench', $2, $3, $4)`,
      [service.id, document.engine, document.validFrom, JSON.stringify(document)],
    );
    const { purpose, legalBasis, share, priority, reuse, reuseHours } = service;
    await superuser.query(
      `insert into grants (id, service, requirement, evidence, connector, fields, purpose, legal_basis, per_day, share,
         priority, reuse, reuse_hours, valid_from)
       values ('grnt_0198c2f0-0000-7000-8000-00000000000' || $1::text, $2, 'kin', 'E-MAR', 'marriage-registry', '["state"]',
         $3, $4, ${LIMIT}, $5, $6, $7, $8, '2026-01-01')`,
      [index, service.id, purpose, legalBasis, share, priority, reuse, reuseHours],
    );
  }
}

function definitionOf({ id, purpose, legalBasis }: SimulatedService): ServiceDefinition {
  const model = getService('survivor-benefit');
  const requirements = model.requirements.map((requirement) =>
    requirement.id !== 'kin'
      ? requirement
      : {
          ...requirement,
          purpose: { ...requirement.purpose, 'zh-CN': purpose },
          legalBasis: { ...requirement.legalBasis, citation: legalBasis },
        },
  );
  return { ...model, id, version: 99, requirements };
}

/** One application as it is filed, before its questions are planned. */
interface FiledRow {
  id: ApplicationId;
  caseId: CaseId;
  number: string;
  service: string;
  at: Date;
  key: DataKey;
  wrapped: Buffer;
  answers: Buffer;
  parties: { id: PartyId; role: string; person: Buffer; idIndex: string }[];
}

/**
 * Writes all applications as filed, under their own keys, in bulk: filing is not what is measured.
 * @returns the ids of their cases, by index
 */
export async function fileApplications(pool: Pool, all: readonly SimulatedApplication[]): Promise<CaseId[]> {
  const ids: CaseId[] = [];
  for (let from = 0; from < all.length; from += BATCH) {
    const rows = all.slice(from, from + BATCH).map(filedRow);
    await insertRows(pool, rows);
    ids.push(...rows.map(({ caseId }) => caseId));
  }
  return ids;
}

function filedRow({ index, service, couple, at: milliseconds }: SimulatedApplication): FiledRow {
  const at = new Date(milliseconds);
  const id = newId(ApplicationId, 'appl', at);
  const key = { id: newId(KeyId, 'dkey', at), secret: randomBytes(32) };
  const [deceased, applicant] = personsOf(couple);
  const parties = Object.entries({ deceased, applicant }).map(([role, person]) => {
    const party = newId(PartyId, 'party', at);
    const idIndex = blindIndex('citizen_id', person.idNumber);
    return { id: party, role, person: seal(key, 'parties', 'person', party, person), idIndex };
  });
  return {
    id,
    at,
    key,
    parties,
    service: service.id,
    caseId: newId(CaseId, 'case', at),
    number: `9901022026042${String(index).padStart(9, '0')}`,
    wrapped: encrypt(keyEnvironment().COLUMN_WRAPPING_KEY, keyIdBytes(key.id), key.id, key.secret),
    answers: seal(key, 'applications', 'answers', id, { claim: { relation: 'spouse' }, rejected: {} }),
  };
}

async function insertRows(pool: Pool, rows: readonly FiledRow[]): Promise<void> {
  const column = <T>(pick: (row: FiledRow) => T) => rows.map(pick);
  await pool.query(
    `insert into data_keys (id, owner, wrapped, created_at)
     select * from unnest($1::text[], $2::text[], $3::bytea[], $4::timestamptz[])`,
    [
      column(({ key }) => key.id),
      column(({ id }) => id),
      column(({ wrapped }) => wrapped),
      column(({ at }) => at),
    ],
  );
  await pool.query(
    `insert into applications (id, bundle, filed_by, area, key_id, status, answers, created_at, saved_at, filed_at)
     select id, 'bench', 'bench', '${AREA}', key, 'filed', answers, at, at, at
     from unnest($1::text[], $2::text[], $3::bytea[], $4::timestamptz[]) as a (id, key, answers, at)`,
    [
      column(({ id }) => id),
      column(({ key }) => key.id),
      column(({ answers }) => answers),
      column(({ at }) => at),
    ],
  );
  const parties = rows.flatMap((row) => row.parties.map((party) => ({ ...party, application: row.id })));
  await pool.query(
    `insert into parties (id, application_id, role, person, id_index)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::text[])`,
    [
      parties.map(({ id }) => id),
      parties.map(({ application }) => application),
      parties.map(({ role }) => role),
      parties.map(({ person }) => person),
      parties.map(({ idIndex }) => idIndex),
    ],
  );
  await pool.query(
    `insert into cases (id, application_id, number, service, service_version, area, status, due, seq, submitted_at, needs)
     select id, application, number, service, 99, '${AREA}', 'submitted', '{"date": "2026-04-28"}', 1, at, '[]'
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[]) as c (id, application, number, service, at)`,
    [
      column(({ caseId }) => caseId),
      column(({ id }) => id),
      column(({ number }) => number),
      column(({ service }) => service),
      column(({ at }) => at),
    ],
  );
  await pool.query(
    `insert into case_events (case_id, seq, type, version, at, actor, data)
     select id, 1, 'case.submitted', 1, at, 'bench', data from unnest($1::text[], $2::timestamptz[], $3::jsonb[]) as e (id, at, data)`,
    [
      column(({ caseId }) => caseId),
      column(({ at }) => at),
      column((row) => JSON.stringify(submittedData(row))),
    ],
  );
}

function submittedData({ id, number, service }: FiledRow) {
  const due = { date: '2026-04-28' };
  return { application: id, number, service, serviceVersion: 99, area: AREA, due };
}
