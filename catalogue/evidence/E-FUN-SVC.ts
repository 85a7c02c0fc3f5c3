import type { EvidenceDocument } from '#domain/evidence.ts';
import { civilAffairsBureau } from './departments.ts';

/**
 * The funeral home's service sheet (殡葬服务单) that is in force, and whether the home took the basic fees off it at once
 * (`nettedOff`). Every basic service has its charge in fen and, where it is counted, its quantity; what was not used is 0, so
 * nothing is ever paid for it. Other services on the sheet, flowers for one, are not told. No record means that no sheet has
 * reached the bureau: it never means that nothing was used or that nothing was taken off.
 */
export const funeralServices: EvidenceDocument = {
  code: 'E-FUN-SVC',
  title: { 'zh-CN': '殡葬服务单', 'zh-TW': '殯葬服務單', en: 'Funeral service sheet' },
  department: civilAffairsBureau,
  subjects: 1,
  connectors: ['funeral-homes'],
  fields: [
    {
      name: 'nettedOff',
      kind: 'yes_no',
      label: {
        'zh-CN': '殡仪馆已当场减免',
        'zh-TW': '殯儀館已當場減免',
        en: 'Already taken off by the funeral home',
      },
    },
    {
      name: 'transferKm',
      kind: 'integer',
      label: {
        'zh-CN': '遗体接运里程（公里）',
        'zh-TW': '遺體接運里程（公里）',
        en: 'Kilometres of transfer',
      },
    },
    {
      name: 'transferFen',
      kind: 'fen',
      label: { 'zh-CN': '遗体接运费', 'zh-TW': '遺體接運費', en: 'Transfer of the body' },
    },
    {
      name: 'handlingFen',
      kind: 'fen',
      label: { 'zh-CN': '遗体搬运费', 'zh-TW': '遺體搬運費', en: 'Handling of the body' },
    },
    {
      name: 'disinfectionFen',
      kind: 'fen',
      label: { 'zh-CN': '消毒费', 'zh-TW': '消毒費', en: 'Disinfection' },
    },
    {
      name: 'storageDays',
      kind: 'integer',
      label: { 'zh-CN': '遗体存放天数', 'zh-TW': '遺體存放天數', en: 'Days of storage' },
    },
    {
      name: 'storageFen',
      kind: 'fen',
      label: { 'zh-CN': '遗体存放费', 'zh-TW': '遺體存放費', en: 'Storage of the body' },
    },
    {
      name: 'farewellFen',
      kind: 'fen',
      label: { 'zh-CN': '告别厅费', 'zh-TW': '告別廳費', en: 'Farewell hall' },
    },
    {
      name: 'cremationFen',
      kind: 'fen',
      label: { 'zh-CN': '火化费', 'zh-TW': '火化費', en: 'Cremation' },
    },
    {
      name: 'urnFen',
      kind: 'fen',
      label: { 'zh-CN': '骨灰盒费', 'zh-TW': '骨灰盒費', en: 'Urn' },
    },
    {
      name: 'keepingYears',
      kind: 'integer',
      label: { 'zh-CN': '骨灰寄存年数', 'zh-TW': '骨灰寄存年數', en: 'Years of keeping the ashes' },
    },
    {
      name: 'keepingFen',
      kind: 'fen',
      label: { 'zh-CN': '骨灰寄存费', 'zh-TW': '骨灰寄存費', en: 'Keeping of the ashes' },
    },
  ],
};
