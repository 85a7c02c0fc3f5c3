import type { DepartmentId, Person } from './person.ts';

/**
 * One kind of damage that history has done to records, numbered as in the field's usual list of 36 kinds. `everywhere`: the
 * whole store is so, by its age or format; the others are marked on single residents (`Person.quirks`).
 */
export type DirtyPattern = {
  number: number;
  id: string;
  department: DepartmentId;
  what: string;
  fits: (person: Person) => boolean;
  everywhere?: true;
};

const inOldSystem = (person: Person) => (person.insurance?.oldMonths ?? 0) > 0 && person.birth < '1999';
const inNewSystem = (person: Person) => person.insurance !== null;
const paperDeath = (person: Person) => person.death?.certificate?.generation === 'paper';
const anybody = () => true;
const hasCard = (person: Person) => person.card !== null;
const variantSurname = (person: Person) => inOldSystem(person) && /^[萧傅戴邱叶陈张钟]/.test(person.name);

/** Damage that stands in the stores, each at least once in every city of 200 residents. */
export const DIRTY_PATTERNS: readonly DirtyPattern[] = [
  {
    number: 1,
    id: 'fifteen-digits',
    department: 'social-security-1992',
    what: '15位号码',
    fits: inOldSystem,
    everywhere: true,
  },
  {
    number: 2,
    id: 'eaten-by-spreadsheet',
    department: 'social-security-1992',
    what: '号码变成9.90102E+14',
    fits: inOldSystem,
  },
  {
    number: 3,
    id: 'quoted-and-spaced',
    department: 'health',
    what: '号码前有引号、后有不间断空格',
    fits: paperDeath,
  },
  { number: 4, id: 'full-width', department: 'social-security-1992', what: '全角数字', fits: inOldSystem },
  {
    number: 5,
    id: 'lower-case-x',
    department: 'card-bank',
    what: '小写x',
    fits: (p) => hasCard(p) && p.idNumber.endsWith('X'),
  },
  {
    number: 6,
    id: 'look-alike',
    department: 'social-security-1992',
    what: '字母O代替数字0',
    fits: inOldSystem,
  },
  {
    number: 7,
    id: 'wrong-check-digit',
    department: 'public-security',
    what: '签发时校验码就错',
    fits: anybody,
  },
  { number: 8, id: 'one-number-two-people', department: 'public-security', what: '重号', fits: anybody },
  {
    number: 9,
    id: 'one-person-two-numbers',
    department: 'public-security',
    what: '一人两号',
    fits: (p) => p.birth < '1999',
  },
  {
    number: 10,
    id: 'renamed',
    department: 'public-security',
    what: '改过名，曾用名在册',
    fits: (p) => p.sex === 'female',
  },
  {
    number: 11,
    id: 'simplified-surname',
    department: 'social-security-1992',
    what: '二简姓氏',
    fits: variantSurname,
  },
  {
    number: 12,
    id: 'traditional-name',
    department: 'social-security-1992',
    what: '繁体或异体字',
    fits: variantSurname,
  },
  { number: 13, id: 'rare-character', department: 'card-bank', what: '生僻字存成问号', fits: hasCard },
  {
    number: 14,
    id: 'separator',
    department: 'health',
    what: '间隔号写法不同',
    fits: (p) => p.name.includes('·'),
  },
  {
    number: 15,
    id: 'wrong-encoding',
    department: 'social-security-1992',
    what: 'UTF-8被当作GBK',
    fits: inOldSystem,
  },
  {
    number: 16,
    id: 'cut-half-character',
    department: 'social-security-1992',
    what: '定长字段截断半个汉字',
    fits: inOldSystem,
  },
  {
    number: 17,
    id: 'missing-date-part',
    department: 'social-security-1992',
    what: '1985-00-00',
    fits: inOldSystem,
  },
  {
    number: 18,
    id: 'sentinel-date',
    department: 'social-security-2009',
    what: '9999-12-31作未知',
    fits: inNewSystem,
  },
  { number: 19, id: 'serial-date', department: 'health', what: '日期是电子表格序号', fits: paperDeath },
  {
    number: 20,
    id: 'lunar-date',
    department: 'social-security-1992',
    what: '农历当作公历',
    fits: inOldSystem,
  },
  {
    number: 21,
    id: 'republic-year',
    department: 'social-security-1992',
    what: '民国纪年',
    fits: (p) => inOldSystem(p) && p.birth < '1950',
  },
  {
    number: 22,
    id: 'two-digit-year',
    department: 'social-security-1992',
    what: '两位年份',
    fits: inOldSystem,
  },
  { number: 23, id: 'midnight-24', department: 'health', what: '24:00', fits: paperDeath },
  {
    number: 24,
    id: 'former-area',
    department: 'public-security',
    what: '已撤销的县代码',
    fits: (p) => p.idNumber.startsWith('990122'),
    everywhere: true,
  },
  {
    number: 25,
    id: 'free-address',
    department: 'public-security',
    what: '地址自由文本',
    fits: anybody,
    everywhere: true,
  },
  {
    number: 26,
    id: 'changed-code-list',
    department: 'social-security-1992',
    what: '性别男/M/1混用',
    fits: inOldSystem,
    everywhere: true,
  },
  {
    number: 27,
    id: 'status-drift',
    department: 'social-security-2009',
    what: '户口已注销仍在发养老金',
    fits: (p) => Boolean(p.insurance?.pension),
  },
  {
    number: 28,
    id: 'loaded-twice',
    department: 'social-security-2009',
    what: '重复入库，后到的是旧数据',
    fits: inNewSystem,
  },
  {
    number: 29,
    id: 'stale-field',
    department: 'public-security',
    what: '2014年起不再更新的字段',
    fits: anybody,
    everywhere: true,
  },
  {
    number: 30,
    id: 'unknown-unit',
    department: 'social-security-1992',
    what: '“33.4”单位不明',
    fits: inOldSystem,
  },
  {
    number: 31,
    id: 'marriage-gap',
    department: 'marriage-registry',
    what: '2000年以前的纸质登记没有录入',
    fits: (p) => p.spouse !== null,
    everywhere: true,
  },
  {
    number: 32,
    id: 'head-is-dead',
    department: 'public-security',
    what: '户主已去世，家人仍挂在名下',
    fits: (p) => p.relation === '02',
  },
  { number: 33, id: 'sex-disagrees', department: 'public-security', what: '性别与号码不符', fits: anybody },
  {
    number: 34,
    id: 'collective-household',
    department: 'public-security',
    what: '集体户：一个地址许多人',
    fits: anybody,
    everywhere: true,
  },
  {
    number: 35,
    id: 'text-for-number',
    department: 'social-security-1992',
    what: '￥1,234.50、“无”、“-”',
    fits: inOldSystem,
  },
];

/** Kinds that no store of this city can show, and why. */
export const NOT_REPRESENTED: readonly { number: number; why: string }[] = [
  { number: 36, why: 'these departments answer over HTTP; none delivers CSV files' },
];
