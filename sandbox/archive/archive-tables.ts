import type { DatabaseSync } from 'node:sqlite';
import type { Client } from 'pg';
import { text } from '../departments/department.ts';
import { decodeGb18030 } from '../departments/gb18030.ts';

/** Raise when the tables or the view change: an archive of an older shape is made anew. */
const SHAPE = 1;

/**
 * The ledger as it was carried over into PostgreSQL in 2018: every column as text, the numbers as they were typed, the names as
 * their bytes read, damaged ones included.
 */
const TABLES = `
  create schema archive;
  create table archive.meta (shape int not null, city text not null);
  create table archive.dwjf (
    lsh int primary key, bh text, xm text, xb text, csrq text, jfnx text, nxdw text, stnx text, cfyf text, brjf text,
    cfjf text);
  create index dwjf_bh on archive.dwjf (bh);`;

/**
 * What the portal may see: number, name and the five figures. "33.4" becomes 400 months where the unit says that it is years and
 * months; without a unit nobody decides, nor where an amount is none: the text then says so. SJRQ: nothing was written after the end of 2009.
 */
const months = (column: string) =>
  `case when nxdw = 'NY' and ${column} ~ '^\\d+\\.\\d{1,2}$'
     then (split_part(${column}, '.', 1)::int * 12 + split_part(${column}, '.', 2)::int)::text
     else ${column} || '（单位不明）' end`;
const amount = (column: string) =>
  `case when ${column} ~ '^￥?[\\d,]+\\.\\d{2}$' then ${column} else ${column} || '（无法辨认）' end`;
const VIEW = `
  create or replace view archive.v_jfmx as
  select bh, xm, ${months('jfnx')} as sjyf, ${months('stnx')} as styf, cfyf, ${amount('brjf')} as brjf, ${amount('cfjf')} as cfjf,
    '2009-12-31'::text as sjrq
  from archive.dwjf;`;

/** The same view on the day on which somebody has broken it. */
const BROKEN_VIEW = VIEW.replace('select bh, xm,', 'select bh, (length(xm) / 0)::text as xm,');

const LINES_TOGETHER = 1_000;

/** Fills the archive from the register, the first time and whenever the city has changed. */
export async function fillArchive(client: Client, register: DatabaseSync, city: string): Promise<void> {
  if (await isOf(client, city)) return;
  await client.query('begin');
  await client.query(`drop schema if exists archive cascade; ${TABLES} ${VIEW}`);
  const rows = register.prepare('SELECT * FROM DWJF ORDER BY LSH').all();
  for (let from = 0; from < rows.length; from += LINES_TOGETHER) {
    const lines = rows.slice(from, from + LINES_TOGETHER).map(lineOf);
    await client.query(
      'insert into archive.dwjf select * from json_populate_recordset(null::archive.dwjf, $1::json)',
      [JSON.stringify(lines)],
    );
  }
  await client.query('insert into archive.meta values ($1, $2)', [SHAPE, city]);
  await client.query('commit');
}

async function isOf(client: Client, city: string): Promise<boolean> {
  const tables = await client.query("select to_regclass('archive.meta') as meta");
  if (tables.rows[0]?.meta === null) return false;
  const { rows } = await client.query<{ shape: number; city: string }>('select * from archive.meta');
  return rows[0]?.shape === SHAPE && rows[0].city === city;
}

function lineOf(row: Record<string, unknown>): Record<string, unknown> {
  const columns = ['BH', 'XB', 'CSRQ', 'JFNX', 'NXDW', 'STNX', 'CFYF', 'BRJF', 'CFJF'];
  const texts = columns.map((column) => [
    column.toLowerCase(),
    row[column] === null ? null : text(row, column),
  ]);
  const name = row.XM instanceof Uint8Array ? decodeGb18030(row.XM) : '';
  return { lsh: Number(row.LSH), xm: name, ...Object.fromEntries(texts) };
}

/** What each state of the view takes. @param reader the portal's role, as an identifier */
export const VIEW_STATES = {
  open: (reader: string) =>
    `${VIEW} grant usage on schema archive to ${reader}; grant select on archive.v_jfmx to ${reader}`,
  closed: (reader: string) => `revoke select on archive.v_jfmx from ${reader}`,
  broken: (reader: string) => `${BROKEN_VIEW} grant select on archive.v_jfmx to ${reader}`,
  locked: () => 'begin; lock table archive.dwjf in access exclusive mode',
} as const;
