import type { Texts } from '#domain/evidence.ts';
import type { ServiceDocument } from '#domain/service.ts';
import { type FuneralItem, items, paidFieldOf } from './items.ts';

type ParameterDocument = ServiceDocument['parameters'][number];
type ValueDocument = ServiceDocument['values'][number];

/** The schedule of the day of cremation counts: no other date of the death is needed, so none is asked for. */
const ON = 'cremation.cremationDate';

const choices: ParameterDocument[] = [
  {
    name: 'who',
    key: 'f3.who',
    on: ON,
    label: { 'zh-CN': '惠民殡葬的对象', 'zh-TW': '惠民殯葬的對象', en: 'Whom the schedule covers' },
  },
  {
    name: 'excludeIfPaid',
    key: 'f3.excludeIfPolicyFuneralPaid',
    on: ON,
    label: {
      'zh-CN': '已领丧葬补助金的不再退还',
      'zh-TW': '已領喪葬補助金的不再退還',
      en: 'No refund beside a funeral grant',
    },
  },
  {
    name: 'totalCap',
    key: 'f3.totalCap',
    on: ON,
    label: { 'zh-CN': '合计上限（元）', 'zh-TW': '合計上限（元）', en: 'Most in all (yuan)' },
  },
  {
    name: 'totalCapWelfare',
    key: 'f3.totalCap.welfare',
    on: ON,
    label: {
      'zh-CN': '低保、特困人员的合计上限（元）',
      'zh-TW': '低保、特困人員的合計上限（元）',
      en: 'Most in all for people on social assistance (yuan)',
    },
  },
];

/** Of a price and a quantity, the price may be `ACTUAL` (no price is set) and the quantity `ONCE` (however much of it). */
export const parameters: ServiceDocument['parameters'] = [
  ...choices,
  ...items.flatMap((item): ParameterDocument[] => [
    {
      name: `${item.code}Price`,
      key: `f3.${item.code}.price`,
      on: ON,
      label: labelled(item, {
        'zh-CN': `单价（元／${item.unit['zh-CN']}）`,
        'zh-TW': `單價（元／${item.unit['zh-TW']}）`,
        en: `price (yuan per ${item.unit.en})`,
      }),
    },
    {
      name: `${item.code}Max`,
      key: `f3.${item.code}.max`,
      on: ON,
      label: labelled(item, {
        'zh-CN': `最多（${item.unit['zh-CN']}）`,
        'zh-TW': `最多（${item.unit['zh-TW']}）`,
        en: `at most (${item.unit.en})`,
      }),
    },
  ]),
];

export const values: ServiceDocument['values'] = [
  ...items.flatMap((item) => [actualOf(item), refundOf(item)]),
  {
    name: 'itemsTotal',
    expression: items.map(nameOf).join(' + '),
    label: { 'zh-CN': '各项合计（元）', 'zh-TW': '各項合計（元）', en: 'All items (yuan)' },
  },
  {
    name: 'cap',
    expression: 'if welfare.receives then totalCapWelfare else totalCap',
    label: { 'zh-CN': '合计上限（元）', 'zh-TW': '合計上限（元）', en: 'Most in all (yuan)' },
  },
  {
    name: 'refund',
    expression: 'if cap = "NONE" then itemsTotal else min(itemsTotal, cap)',
    label: null,
  },
];

/** What one item cost, in yuan. */
function actualOf(item: FuneralItem): ValueDocument {
  return {
    name: `${item.code}Actual`,
    expression: `services.${paidFieldOf(item)} / 100`,
    label: labelled(item, {
      'zh-CN': '实际费用（元）',
      'zh-TW': '實際費用（元）',
      en: 'what it cost (yuan)',
    }),
  };
}

/**
 * What is refunded of one item, in yuan: what it cost, and no more than the schedule's price for as much of it as the
 * schedule covers. An item that was not used comes to nothing; a cost without a quantity comes to null, for a person.
 */
function refundOf(item: FuneralItem): ValueDocument {
  const [actual, price, max] = [`${item.code}Actual`, `${item.code}Price`, `${item.code}Max`];
  const quantity = item.quantity === null ? '1' : `services.${item.quantity}`;
  const uncounted = item.quantity === null ? '' : `if ${quantity} = 0 then null else `;
  const covered = `min(${quantity}, ${max})`;
  const once = `if ${price} = "ACTUAL" then ${actual} else min(${actual}, ${price})`;
  const counted = `if ${price} = "ACTUAL" then round half up(${actual} * ${covered} / ${quantity}, 2) else min(${actual}, ${price} * ${covered})`;
  return {
    name: nameOf(item),
    expression: `if ${actual} = 0 then 0 else if ${max} = "ONCE" then (${once}) else ${uncounted}(${counted})`,
    label: labelled(item, { 'zh-CN': '退还（元）', 'zh-TW': '退還（元）', en: 'refunded (yuan)' }),
  };
}

function nameOf(item: FuneralItem): string {
  return `${item.code}Refund`;
}

function labelled(item: FuneralItem, words: Texts): Texts {
  return {
    'zh-CN': `${item.label['zh-CN']}：${words['zh-CN']}`,
    'zh-TW': `${item.label['zh-TW']}：${words['zh-TW']}`,
    en: `${item.label.en}: ${words.en}`,
  };
}
