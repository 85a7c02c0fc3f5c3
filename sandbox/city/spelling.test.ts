import { describe, expect, test } from 'vitest';
import { likeness } from './spelling.ts';

describe('comparing names', () => {
  test.each([
    ['萧国民', '萧国民', 'same'],
    ['萧国民', '肖国民', 'similar'],
    ['陈国华', '陳國華', 'similar'],
    ['买买提·吐尔逊', '买买提•吐尔逊', 'similar'],
    ['买买提·吐尔逊', '买买提·吐', 'similar'],
    ['王㛃', '王?', 'similar'],
    ['王䶮', '王(上龙下天)', 'similar'],
    ['王䶮', 'WANG YAN', 'similar'],
    ['王丽', '锟斤拷锟斤拷', 'similar'],
    ['王丽', '李丽', 'different'],
    ['王丽', '王军', 'different'],
    ['王丽', '', 'similar'],
  ])('%s against %s is %s', (asked, held, expected) => {
    expect(likeness(asked, held)).toBe(expected);
  });
});
