import type { DatabaseSync } from 'node:sqlite';
import { hearBase64, tellBase64, xmlRefusal } from '../services/base64-xml.ts';
import { type Asked, html, type Row, type ServiceDepartment, xml } from '../services/service.ts';
import { CIVIL_AFFAIRS_SCHEMA, fillCivilAffairs } from './civil-affairs-store.ts';
import { text } from './department.ts';

/**
 * 市民政局: cremations and subsistence allowances, by one XML service of the year 2011: basic authentication, the request and
 * the reply in Base64 within an envelope, "0" for success. The funeral homes' service sheets lie in the same store; the homes
 * send them as files (sandbox/feeds).
 */
export const civilAffairs: ServiceDepartment = {
  id: 'civil-affairs',
  name: '安澜市民政局殡葬和社会救助系统',
  evidence: {
    'E-CRM': { subjects: 1, fields: ['cremationDate', 'local'] },
    'E-WEL': { subjects: 1, fields: ['receives'] },
  },
  schema: CIVIL_AFFAIRS_SCHEMA,
  fill: fillCivilAffairs,
  service: {
    hear: (message, place) => hearBase64(message, place, FUNCTIONS),
    find: (database, asked, now) => FINDERS[asked.evidence]?.(database, asked, now) ?? [],
    tell: (rows, { call }) => tellBase64(rows, call),
    refuse: (refusal, { call }) => (refusal.why === 'down' ? html('系统维护中', 503) : xmlRefusal('7', call)),
    wrong: [
      html('系统维护中', 200),
      xml('<?xml version="1.0"?><Envelope><Body>'),
      xml(
        '<?xml version="1.0"?><Envelope><Body><queryResponse><return>%%%</return></queryResponse></Body></Envelope>',
      ),
      xmlRefusal('9', ''),
    ],
  },
};

/** The service's own names of what can be looked up. */
const FUNCTIONS = { HHDJ: 'E-CRM', DBTK: 'E-WEL' } as const;

const FINDERS: Readonly<Record<string, (database: DatabaseSync, asked: Asked, now: Date) => Row[]>> = {
  'E-CRM': findCremations,
  'E-WEL': findAllowances,
};

/** What is registered and has been entered by now under a number. */
function findCremations(database: DatabaseSync, { subjects }: Asked, now: Date): Row[] {
  return database
    .prepare('SELECT * FROM T_HHDJ WHERE ID_CARD_QX = ? AND LRSJ <= ?')
    .all(subjects[0]?.idNumber ?? '', now.toISOString())
    .map((row) => pick(row, ['YTBH', 'BYG', 'NAME', 'ID_CARD', 'DEATH_TIME', 'CREMATION_TIME']));
}

function findAllowances(database: DatabaseSync, { subjects }: Asked): Row[] {
  return database
    .prepare('SELECT * FROM T_DBTK WHERE SFZH = ?')
    .all(subjects[0]?.idNumber ?? '')
    .map((row) => pick(row, ['XM', 'SFZH', 'LX', 'KSNY', 'JSNY', 'TFYY']));
}

function pick(row: Record<string, unknown>, columns: readonly string[]): Row {
  return Object.fromEntries(columns.map((column) => [column, text(row, column)]));
}
