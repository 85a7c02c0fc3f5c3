import { ARCHIVE_DATABASE, ARCHIVE_READER } from '../archive/archive.ts';
import { socialSecurity1992 } from '../departments/social-security-1992.ts';
import { CURRENT, type Line, type Plug } from './plug.ts';

/** The server on which the archive's database lies. */
export type ArchiveAddress = { host: string; port: number; tls: boolean; database?: string; user?: string };

/** The old system is a database that nobody writes to: the portal reads a view, as a role that can do nothing else. */
export function socialSecurity1992Plug({ id, secret }: Line, archive: ArchiveAddress): Plug {
  return {
    document: {
      id,
      department: 'social-security',
      title: {
        'zh-CN': '社会保险老系统（1992—2009年）',
        'zh-TW': '社會保險舊系統（1992—2009年）',
        en: 'Social insurance, the system of 1992 to 2009',
      },
      sources: [
        {
          ...CURRENT,
          id: 'contribution-ledger',
          title: {
            'zh-CN': socialSecurity1992.name,
            'zh-TW': '安瀾市社會保險舊系統（1992—2009年）',
            en: 'Contribution ledger of 1992 to 2009',
          },
          evidence: 'E-PEN-YRS-OLD',
          reach: {
            way: 'view',
            database: ARCHIVE_DATABASE,
            user: ARCHIVE_READER,
            ...archive,
            view: socialSecurity1992.view,
            statementTimeoutMs: 2_000,
            maxRows: 10,
          },
          rows: {
            persons: [{ idColumn: 'bh', nameColumn: 'xm', keys: ['id18', 'id15'] }],
            fields: {
              actualMonths: { column: 'sjyf', kind: 'integer' },
              deemedMonths: { column: 'styf', kind: 'integer' },
              monthsFrom2009: { column: 'cfyf', kind: 'integer' },
              ownPaidFen: { column: 'brjf', kind: 'fen', unit: 'yuan' },
              paidFrom2009Fen: { column: 'cfjf', kind: 'fen', unit: 'yuan' },
            },
            asOfColumn: 'sjrq',
          },
        },
      ],
    },
    credentials: { main: secret },
  };
}
