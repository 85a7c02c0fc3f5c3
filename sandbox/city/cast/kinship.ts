import { insurance, recordedDeath } from '../person.ts';
import { type StoryWithPeople, story } from './story.ts';

const pensioner = (from: string, monthlyFen: number, paidThrough: string) =>
  insurance({
    scheme: 'EMPLOYEE',
    status: 'RETIRED',
    oldMonths: 180,
    newMonths: 60,
    deemedMonths: 120,
    oldPaidFen: 864_000,
    newPaidFen: 1_680_000,
    pension: { from, monthlyFen, paidThrough },
  });

const stepSon = story({
  key: 'step-son',
  serial: 11,
  title: '继子为继父申请',
  note: '户口簿写“养子或继子”，出生医学证明上的父亲是别人：数据不能确定亲属关系。',
  kinship: 'step_child',
  town: '990103002',
  address: '云栖区云麓大道145号9栋2单元603',
  deceased: {
    name: '梁卫东',
    sex: 'male',
    born: ['990103', '1962-04-04'],
    relation: '02',
    death: recordedDeath('2026-04-22', '2026-04-29'),
    insurance: pensioner('2022-05', 342_610, '2026-04'),
  },
  claimant: {
    name: '蒋浩',
    sex: 'male',
    born: ['990121', '1998-08-15'],
    relation: '27',
    father: 'step-son-father',
    mother: 'step-son-mother',
  },
  others: [
    { key: 'step-son-mother', name: '姚丽萍', sex: 'female', born: ['990121', '1970-01-29'], relation: '12' },
    {
      key: 'step-son-father',
      name: '蒋志刚',
      sex: 'male',
      born: ['990121', '1968-10-10'],
      relation: '02',
      apart: true,
    },
  ],
});

const spouse = story({
  key: 'spouse',
  serial: 12,
  title: '妻子为丈夫申请',
  note: '户口簿写“妻”，但登记后可能离婚；1984年的纸质婚姻登记没有录入信息库，查不到不等于没有结婚。',
  kinship: 'spouse',
  town: '990102003',
  address: '临江区渡口街57号4号楼202',
  deceased: {
    name: '董志强',
    sex: 'male',
    born: ['990102', '1957-08-26'],
    relation: '02',
    spouse: 'spouse',
    death: recordedDeath('2026-06-12', '2026-06-18'),
    insurance: pensioner('2017-09', 367_480, '2026-06'),
  },
  claimant: {
    name: '马桂兰',
    sex: 'female',
    idNumber: '990103196008090022',
    relation: '12',
    spouse: 'spouse-deceased',
  },
});

const marriedOut = story({
  key: 'married-out-daughter',
  serial: 13,
  title: '户口已迁出的女儿为父亲申请',
  note: '不在同一户，又早于出生医学证明制度：没有部门能确认，查不到不等于不是。',
  kinship: 'child',
  town: '990105101',
  address: '青岚区石桥镇石桥街3号',
  claimantTown: '990103101',
  deceased: {
    name: '叶志明',
    sex: 'male',
    idNumber: '990122194107050050',
    relation: '02',
    death: recordedDeath('2026-02-11', '2026-02-20'),
    insurance: pensioner('2001-08', 331_290, '2026-02'),
  },
  claimant: {
    name: '叶芳',
    sex: 'female',
    born: ['990122', '1972-10-02'],
    relation: '12',
    spouse: 'married-out-daughters-husband',
    father: 'married-out-daughter-deceased',
  },
  others: [
    {
      key: 'married-out-daughters-husband',
      name: '罗涛',
      sex: 'male',
      born: ['990103', '1970-06-16'],
      relation: '02',
      spouse: 'married-out-daughter',
      apart: true,
    },
  ],
});

const daughterInLaw = story({
  key: 'daughter-in-law',
  serial: 14,
  title: '儿媳为公公申请',
  note: '儿媳不是民法典第一千零四十五条所列的近亲属。',
  kinship: 'child_in_law',
  town: '990121101',
  address: '松陵县沙洲巷11号',
  deceased: {
    name: '田德胜',
    sex: 'male',
    born: ['990121', '1947-03-03'],
    relation: '02',
    death: recordedDeath('2026-07-19', '2026-07-24'),
    insurance: pensioner('2007-04', 352_900, '2026-07'),
  },
  claimant: { name: '杜娟', sex: 'female', born: ['990121', '1982-06-30'], relation: '38' },
});

const hongKong = story({
  key: 'hong-kong-son',
  serial: 15,
  title: '持港澳台居民居住证的儿子为父亲申请',
  note: '申请人是香港居民，不在户籍登记里：身份和亲属关系都查不到记录。',
  kinship: 'child',
  town: '990102001',
  address: '临江区望江路77号1幢2单元801室',
  claimantTown: '990102001',
  deceased: {
    name: '陈永福',
    sex: 'male',
    born: ['990102', '1955-01-20'],
    relation: '02',
    death: recordedDeath('2026-09-02', '2026-09-07'),
    insurance: pensioner('2015-02', 371_660, '2026-09'),
  },
  claimant: {
    name: '陳家俊',
    sex: 'male',
    idNumber: '81000019881204017X',
    relation: '',
    father: 'hong-kong-son-deceased',
  },
});

/** Stories in which kinship is the hard part. */
export const KINSHIP: readonly StoryWithPeople[] = [stepSon, spouse, marriedOut, daughterInLaw, hongKong];
