import type { Texts } from '#domain/evidence.ts';

/** One item of the service sheet: the field with what it cost and, where it is counted, the field with how much of it. */
export interface FuneralItem {
  code: string;
  label: Texts;
  /** The unit in which the schedule's price stands. */
  unit: Texts;
  quantity: string | null;
}

const ONCE: Texts = { 'zh-CN': '次', 'zh-TW': '次', en: 'time' };

/**
 * The basic items (基本殡葬服务) that schedules pay for. From this one list come the parameters (`f3.<code>.price`,
 * `f3.<code>.max`) and the values of the definition.
 */
export const items: readonly FuneralItem[] = [
  {
    code: 'transfer',
    label: { 'zh-CN': '遗体接运', 'zh-TW': '遺體接運', en: 'Transfer of the body' },
    unit: { 'zh-CN': '公里', 'zh-TW': '公里', en: 'km' },
    quantity: 'transferKm',
  },
  {
    code: 'handling',
    label: { 'zh-CN': '遗体抬卸', 'zh-TW': '遺體抬卸', en: 'Carrying and handling' },
    unit: ONCE,
    quantity: null,
  },
  {
    code: 'disinfection',
    label: { 'zh-CN': '消毒防护', 'zh-TW': '消毒防護', en: 'Disinfection and protection' },
    unit: ONCE,
    quantity: null,
  },
  {
    code: 'storage',
    label: { 'zh-CN': '遗体存放', 'zh-TW': '遺體存放', en: 'Storage of the body' },
    unit: { 'zh-CN': '天', 'zh-TW': '天', en: 'day' },
    quantity: 'storageDays',
  },
  {
    code: 'farewell',
    label: { 'zh-CN': '遗体告别', 'zh-TW': '遺體告別', en: 'Farewell hall' },
    unit: ONCE,
    quantity: null,
  },
  {
    code: 'cremation',
    label: { 'zh-CN': '遗体火化', 'zh-TW': '遺體火化', en: 'Cremation' },
    unit: ONCE,
    quantity: null,
  },
  {
    code: 'urn',
    label: { 'zh-CN': '骨灰盒', 'zh-TW': '骨灰盒', en: 'Urn' },
    unit: ONCE,
    quantity: null,
  },
  {
    code: 'keeping',
    label: { 'zh-CN': '骨灰寄存', 'zh-TW': '骨灰寄存', en: 'Keeping of the ashes' },
    unit: { 'zh-CN': '年', 'zh-TW': '年', en: 'year' },
    quantity: 'keepingYears',
  },
];

/** The field of the service sheet with what the item cost, in fen. */
export function paidFieldOf({ code }: FuneralItem): string {
  return `${code}Fen`;
}
