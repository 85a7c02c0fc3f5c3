import type { Random } from './random.ts';

/** Surnames with their rough share in per mille; common ones, so that no name points to anybody. */
const SURNAMES: readonly (readonly [string, number])[] = [
  ...'王李张刘陈'.split('').map((name) => [name, 60] as const),
  ...'杨赵黄周吴'.split('').map((name) => [name, 25] as const),
  ...'孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶'
    .split('')
    .map((name) => [name, 9] as const),
  ...'蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹'
    .split('')
    .map((name) => [name, 5] as const),
  ...['欧阳', '上官', '司马', '诸葛'].map((name) => [name, 0.3] as const),
];

/** Given names by the decade of birth: women, men. */
const GIVEN: Readonly<Record<number, readonly [readonly string[], readonly string[]]>> = {
  1920: [
    ['玉兰', '秀珍', '淑贞'],
    ['德福', '长贵', '宝山'],
  ],
  1930: [
    ['玉兰', '桂芳', '淑兰'],
    ['德明', '国民', '永福'],
  ],
  1940: [
    ['秀英', '桂英', '玉兰', '玉珍'],
    ['国民', '国强', '志明', '德胜'],
  ],
  1950: [
    ['秀兰', '桂兰', '秀珍', '凤英'],
    ['建国', '建华', '援朝', '志强'],
  ],
  1960: [
    ['丽', '红', '秀梅', '玉梅'],
    ['卫东', '建军', '勇', '国平'],
  ],
  1970: [
    ['芳', '敏', '艳', '丽萍'],
    ['伟', '军', '涛', '志刚'],
  ],
  1980: [
    ['静', '娜', '娟', '晓燕'],
    ['磊', '超', '鹏', '晓东'],
  ],
  1990: [
    ['婷', '倩', '雪', '梦瑶'],
    ['鑫', '宇', '浩', '志豪'],
  ],
  2000: [
    ['欣怡', '子涵', '雨桐'],
    ['浩然', '俊杰', '子轩'],
  ],
  2010: [
    ['梓涵', '诗涵', '可馨'],
    ['宇轩', '梓豪', '子墨'],
  ],
  2020: [
    ['一诺', '沐瑶', '若汐'],
    ['沐宸', '奕辰', '浩宇'],
  ],
};

/** Minority names; the parts are joined by U+00B7 as identity cards do. */
const MINORITY: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ['阿依古丽·艾山', '古丽娜尔·吐尔逊'],
    ['买买提·艾山', '阿力木江·吐尔逊'],
  ],
  [
    ['扎西卓玛', '德吉央宗'],
    ['扎西顿珠', '洛桑平措'],
  ],
];
export type Sex = 'male' | 'female';

export function surname(random: Random): string {
  return random.weighted(SURNAMES);
}

/** A given name of the time of birth. */
export function givenName(random: Random, sex: Sex, birth: string): string {
  const decade = Math.min(2020, Math.max(1920, Math.floor(Number(birth.slice(0, 4)) / 10) * 10));
  const pair = GIVEN[decade];
  if (!pair) throw new RangeError(`no given names for ${birth}`);
  return random.pick(pair[sex === 'female' ? 0 : 1]);
}

/** A whole minority name with its ethnic group (GB/T 3304-1991: 05 Uyghur, 04 Tibetan). */
export function minorityName(random: Random, sex: Sex): { name: string; ethnicity: string } {
  const group = random.int(0, MINORITY.length - 1);
  const pair = MINORITY[group];
  if (!pair) throw new RangeError('no such group');
  return { name: random.pick(pair[sex === 'female' ? 0 : 1]), ethnicity: group === 0 ? '05' : '04' };
}
