import { FUNERAL_ITEMS, type FuneralHome } from '../city/funerals.ts';
import { FUNERAL_HOMES } from '../feeds/deliver-files.ts';
import { titleOf } from '../feeds/sheet-table.ts';
import { CURRENT, type Plug } from './plug.ts';

type SourceDocument = Plug['document']['sources'][number];
type FieldDocument = NonNullable<SourceDocument['rows']>['fields'][string];

/** Three homes, three programs, three ways of writing a file. */
const REACHES = {
  anlan: { way: 'file', format: 'csv', encoding: 'gb18030', name: 'albyg-*.csv' },
  songling: { way: 'file', format: 'csv', encoding: 'utf-8', name: 'slbyg-*.csv' },
  elsewhere: { way: 'file', format: 'xlsx', name: 'mjbyg-*.xlsx' },
} as const satisfies Record<FuneralHome, SourceDocument['reach']>;

const NAMES: Readonly<Record<FuneralHome, SourceDocument['title']>> = {
  anlan: {
    'zh-CN': '安澜市殡仪馆服务单',
    'zh-TW': '安瀾市殯儀館服務單',
    en: 'Anlan Funeral Home, service sheets',
  },
  songling: {
    'zh-CN': '松岭县殡仪馆服务单',
    'zh-TW': '松嶺縣殯儀館服務單',
    en: 'Songling Funeral Home, service sheets',
  },
  elsewhere: {
    'zh-CN': '外市殡仪馆服务单',
    'zh-TW': '外市殯儀館服務單',
    en: 'Funeral homes of other cities, service sheets',
  },
};

const COUNTED = [
  ['transfer', 'transferKm'],
  ['storage', 'storageDays'],
  ['keeping', 'keepingYears'],
] as const;

/** The funeral homes deliver their sheets as files every night, to the bureau's own connector. */
export function funeralHomesPlug(): Plug {
  return {
    document: {
      id: FUNERAL_HOMES,
      department: 'civil-affairs',
      title: {
        'zh-CN': '殡仪馆服务单（每夜文件）',
        'zh-TW': '殯儀館服務單（每夜檔案）',
        en: 'Service sheets of the funeral homes, a file every night',
      },
      sources: (['anlan', 'songling', 'elsewhere'] as const).map(sheetsOf),
    },
    credentials: {},
  };
}

function sheetsOf(home: FuneralHome): SourceDocument {
  const charges = FUNERAL_ITEMS.map((item): [string, FieldDocument] => [
    `${item}Fen`,
    { column: titleOf(home, `${item}_JE`), kind: 'fen', unit: 'yuan' },
  ]);
  const counts = COUNTED.map(([item, field]): [string, FieldDocument] => [
    field,
    { column: titleOf(home, `${item}_SL`), kind: 'integer' },
  ]);
  return {
    ...CURRENT,
    id: `sheets-${home}`,
    title: NAMES[home],
    evidence: 'E-FUN-SVC',
    reach: REACHES[home],
    rows: {
      persons: [
        { idColumn: titleOf(home, 'ID_CARD'), nameColumn: titleOf(home, 'NAME'), keys: ['id18', 'id15'] },
      ],
      fields: {
        nettedOff: { column: titleOf(home, 'JMBZ'), kind: 'yes_no' },
        deathDate: { column: titleOf(home, 'DEATH_TIME'), kind: 'date' },
        ...Object.fromEntries([...charges, ...counts]),
      },
    },
  };
}
