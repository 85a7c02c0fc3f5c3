import { describe, expect, test } from 'vitest';
import { getBundle, getService } from '#catalogue/index.ts';
import { listAskedOnce } from './asked-once.ts';

const services = getBundle('after-a-death').services.map(getService);
const claim = {
  deceasedName: '周建国',
  deceasedIdNumber: '990102195803150011',
  relation: 'child',
  funeralFund: 'PENSION',
  account: '4111111111111111',
};

describe('what an application asks over all its services', () => {
  const asked = listAskedOnce(services, claim);
  const of = (title: string) => asked.filter((each) => each.title['zh-CN'] === title);

  test('stands once, with every service that needs it', () => {
    expect(of('您和逝者的关系')).toHaveLength(1);
    expect(of('您和逝者的关系')[0]?.services).toHaveLength(4);
    expect(of('户籍')[0]?.services.map((service) => service['zh-CN'])).toEqual(['殡葬服务费退还']);
    expect(new Set(asked.map(({ title }) => title['zh-CN'])).size).toBe(asked.length);
  });

  test('names every field that any of the services asks for, each once', () => {
    const names = of('养老金发放')[0]?.sources[0]?.fields.map(({ name }) => name) ?? [];
    expect(names).toEqual(expect.arrayContaining(['drawnMonths', 'lastPaidMonth', 'monthlyFen']));
    expect(new Set(names).size).toBe(names.length);
  });

  test('keeps the reasons of the services apart where they differ', () => {
    const purposes = of('缴费年限')[0]?.purposes ?? [];
    expect(purposes.map((each) => each.services.map((service) => service['zh-CN']))).toEqual([
      ['丧葬补助金和抚恤金'],
      ['城乡居民养老保险注销'],
    ]);
    expect(of('收款账户')[0]?.papers).toHaveLength(1);
  });

  test('asks only what the answers make lawful: a birth certificate for a child alone', () => {
    const kin = (relation: string) =>
      listAskedOnce(services, { ...claim, relation }).find(({ key }) => key.startsWith('kin '))?.sources ??
      [];
    const titles = (relation: string) => kin(relation).map(({ title }) => title['zh-CN']);
    expect(titles('child')).not.toEqual(titles('spouse'));
  });
});
