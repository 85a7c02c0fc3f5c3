import type { Plug } from './plug.ts';

/** 市社保中心档案室: nothing but paper. Two officers answer at the portal's page, within three days. */
export function socialSecurityArchivePlug(): Plug {
  return {
    document: {
      id: 'social-security-archive',
      department: 'social-security',
      title: {
        'zh-CN': '社保纸质台账（人工查档）',
        'zh-TW': '社保紙本臺帳（人工查檔）',
        en: 'Paper ledgers of social insurance, looked up by officers',
      },
      sources: [
        {
          id: 'paper-ledgers',
          title: {
            'zh-CN': '1992年至2008年缴费台账',
            'zh-TW': '1992年至2008年繳費臺帳',
            en: 'Contribution ledgers of 1992 to 2008',
          },
          evidence: 'E-PEN-ARC',
          reach: { way: 'desk', dueHours: 72, twoPersons: true },
          coverage: { areas: [], from: '1992-01-01', to: '2008-12-31', complete: false },
          precedence: 50,
          lagHours: 0,
          rows: null,
        },
      ],
    },
    credentials: {},
  };
}
