import { insurance, recordedDeath } from '../person.ts';
import { type StoryWithPeople, story } from './story.ts';

/**
 * Father and pension of the first worked example: 195 months paid and 205 deemed are 33 years 4 months. His account has long
 * been spent; the pension of April 2026 was paid after his death.
 */
const daughter = story({
  key: 'daughter',
  serial: 1,
  title: '女儿为父亲申请',
  note: '退休职工因病去世，各部门记录齐全；死亡证明是旧版纸质证明，卫健部门稍后才答复。去世后多发了一个月养老金。',
  kinship: 'child',
  town: '990102001',
  address: '临江区望江路12号3栋2单元501',
  deceased: {
    name: '周建国',
    sex: 'male',
    idNumber: '990102195803150011',
    relation: '02',
    death: recordedDeath('2026-03-18', '2026-03-25'),
    insurance: insurance({
      scheme: 'EMPLOYEE',
      status: 'RETIRED',
      oldMonths: 195,
      deemedMonths: 205,
      oldPaidFen: 1_262_480,
      pension: { from: '2008-04', monthlyFen: 386_050, paidThrough: '2026-04' },
    }),
  },
  claimant: {
    name: '周静',
    sex: 'female',
    born: ['990102', '1985-04-12'],
    relation: '31',
    father: 'daughter-deceased',
  },
});

const motherSon = story({
  key: 'mothers-son',
  serial: 2,
  title: '儿子为母亲申请（户主是父亲）',
  note: '户口簿只写与户主的关系：户主的儿子不一定是户主妻子的儿子，要看出生医学证明。',
  kinship: 'child',
  town: '990103001',
  address: '云栖区竹溪路88号5幢1单元302室',
  deceased: {
    name: '何秀兰',
    sex: 'female',
    born: ['990103', '1970-06-21'],
    relation: '12',
    death: recordedDeath('2026-08-09', '2026-08-14'),
    spouse: 'mothers-son-father',
    insurance: insurance({
      scheme: 'EMPLOYEE',
      status: 'RETIRED',
      oldMonths: 96,
      newMonths: 138,
      oldPaidFen: 460_800,
      newPaidFen: 3_864_000,
      pension: { from: '2020-07', monthlyFen: 268_040, paidThrough: '2026-08' },
    }),
  },
  claimant: {
    name: '韩磊',
    sex: 'male',
    born: ['990103', '1999-02-17'],
    relation: '21',
    father: 'mothers-son-father',
    mother: 'mothers-son-deceased',
  },
  registrations: [{ type: 'IA', on: '1997-05-08', man: 'mothers-son-father', woman: 'mothers-son-deceased' }],
  others: [
    {
      key: 'mothers-son-father',
      name: '韩建军',
      sex: 'male',
      born: ['990103', '1968-11-03'],
      relation: '02',
      spouse: 'mothers-son-deceased',
    },
  ],
});

const sister = story({
  key: 'elder-sister',
  serial: 3,
  title: '姐弟两人各自为父亲申请',
  note: '先提交的人获批；同一逝者的第二份申请并入第一份，不会重复发放。',
  kinship: 'child',
  town: '990105001',
  address: '青岚区石桥街20号2栋1单元401',
  deceased: {
    name: '吴建华',
    sex: 'male',
    born: ['990122', '1952-09-30'],
    relation: '02',
    death: recordedDeath('2026-05-06', '2026-05-11'),
    insurance: insurance({
      scheme: 'EMPLOYEE',
      status: 'RETIRED',
      oldMonths: 204,
      newMonths: 45,
      deemedMonths: 192,
      oldPaidFen: 979_200,
      newPaidFen: 1_260_000,
      pension: { from: '2012-10', monthlyFen: 412_330, paidThrough: '2026-05' },
    }),
  },
  claimant: {
    name: '吴敏',
    sex: 'female',
    born: ['990122', '1976-12-08'],
    relation: '32',
    father: 'elder-sister-deceased',
  },
  others: [
    {
      key: 'younger-brother',
      name: '吴超',
      sex: 'male',
      born: ['990122', '1981-03-19'],
      relation: '22',
      father: 'elder-sister-deceased',
    },
  ],
});

/** The same death as the sister's, seen from the brother: no people of its own. */
const brother: StoryWithPeople = {
  ...sister,
  key: 'younger-brother',
  title: '弟弟为同一位父亲申请',
  claimant: 'younger-brother',
  households: [],
  people: [],
  registrations: [],
};

const centenarian = story({
  key: 'centenarians-son',
  serial: 4,
  title: '儿子为101岁的母亲申请',
  note: '逝者1925年出生，领取养老金近46年；抚恤金按下限9个月计发。',
  kinship: 'child',
  town: '990102002',
  address: '临江区槐荫路6号1栋3单元102',
  deceased: {
    name: '郑玉兰',
    sex: 'female',
    born: ['990102', '1925-02-11'],
    relation: '52',
    death: recordedDeath('2026-10-08', '2026-10-13'),
    insurance: insurance({
      scheme: 'EMPLOYEE',
      status: 'RETIRED',
      deemedMonths: 336,
      pension: { from: '1981-01', monthlyFen: 455_720, paidThrough: '2026-10' },
    }),
  },
  claimant: {
    name: '徐志明',
    sex: 'male',
    born: ['990102', '1954-07-27'],
    relation: '02',
    mother: 'centenarians-son-deceased',
  },
});

const unrecorded = story({
  key: 'not-yet-recorded',
  serial: 5,
  title: '去世还没有任何部门登记',
  note: '父亲在各部门的记录里仍健在；在控制台选择“登记去世”以后再看。',
  kinship: 'child',
  town: '990121100',
  address: '松陵县松陵路31号',
  deceased: {
    name: '林国强',
    sex: 'male',
    born: ['990121', '1949-12-01'],
    relation: '02',
    insurance: insurance({
      scheme: 'EMPLOYEE',
      status: 'RETIRED',
      oldMonths: 204,
      newMonths: 12,
      deemedMonths: 220,
      oldPaidFen: 985_000,
      newPaidFen: 336_000,
      pension: { from: '2010-01', monthlyFen: 398_120, paidThrough: '2026-11' },
    }),
  },
  claimant: {
    name: '林娜',
    sex: 'female',
    born: ['990121', '1979-05-23'],
    relation: '31',
    father: 'not-yet-recorded-deceased',
  },
});

/** Stories in which the records, sooner or later, say everything. */
export const CLEAR: readonly StoryWithPeople[] = [
  daughter,
  motherSon,
  sister,
  brother,
  centenarian,
  unrecorded,
];
