import { insurance, recordedDeath } from '../person.ts';
import { type StoryWithPeople, story } from './story.ts';

/** Figures of the second worked example: 43 months, 14,620.80 yuan booked to the personal account, 15,102.33 with interest. */
const flexible = story({
  key: 'flexible-employment',
  serial: 31,
  title: '灵活就业、缴费不满五年',
  note: '遗属待遇不超过本人缴费：灵活就业只算记入个人账户的部分。',
  kinship: 'child',
  town: '990103101',
  address: '云栖区云麓镇云麓大道300号',
  deceased: {
    name: '曹勇',
    sex: 'male',
    born: ['990103', '1969-04-17'],
    relation: '02',
    death: recordedDeath('2026-04-03', '2026-04-10'),
    insurance: insurance({
      scheme: 'EMPLOYEE',
      status: 'ACTIVE',
      flexible: true,
      newMonths: 43,
      newPaidFen: 1_462_080,
      balanceFen: 1_510_233,
    }),
  },
  claimant: {
    name: '曹宇',
    sex: 'male',
    born: ['990103', '1996-12-25'],
    relation: '21',
    father: 'flexible-employment-deceased',
  },
});

const workInjury = story({
  key: 'work-injury',
  serial: 32,
  title: '已认定工伤的去世',
  note: '丧葬补助金走工伤保险，不走养老保险；系统说明理由并指路。',
  kinship: 'child',
  town: '990102003',
  address: '临江区渡口街130号7栋1单元501',
  deceased: {
    name: '彭国平',
    sex: 'male',
    born: ['990102', '1966-09-12'],
    relation: '02',
    death: recordedDeath('2026-05-18', '2026-05-26', { cause: 'NON_NORMAL', injury: 'RECOGNISED' }),
    insurance: insurance({
      scheme: 'EMPLOYEE',
      status: 'ACTIVE',
      oldMonths: 180,
      newMonths: 209,
      oldPaidFen: 864_000,
      newPaidFen: 5_852_000,
    }),
  },
  claimant: {
    name: '彭婷',
    sex: 'female',
    born: ['990102', '1994-02-02'],
    relation: '31',
    father: 'work-injury-deceased',
  },
});

const residents = story({
  key: 'residents-pension',
  serial: 33,
  title: '父亲参加的是城乡居民养老保险',
  note: '不属于企业职工遗属待遇；注销居民养老保险，领丧葬补助金，个人账户已领完。',
  kinship: 'child',
  town: '990121200',
  address: '松陵县白鹭乡白鹭路58号',
  deceased: {
    name: '潘德明',
    sex: 'male',
    born: ['990121', '1946-08-08'],
    relation: '02',
    death: recordedDeath('2026-09-21', '2026-09-28'),
    insurance: insurance({
      scheme: 'RESIDENT',
      status: 'RETIRED',
      newMonths: 180,
      newPaidFen: 631_245,
      pension: { from: '2010-01', monthlyFen: 21_400, paidThrough: '2026-09' },
    }),
  },
  claimant: {
    name: '潘军',
    sex: 'male',
    born: ['990121', '1974-04-30'],
    relation: '22',
    father: 'residents-pension-deceased',
  },
});

const alreadyPaid = story({
  key: 'already-paid',
  serial: 34,
  title: '遗属待遇已经发过',
  note: '柜台在2026年2月已经发放；再次申请会被告知，不会重复发放。',
  kinship: 'child',
  town: '990105101',
  address: '青岚区石桥镇石桥街91号',
  deceased: {
    name: '袁秀英',
    sex: 'female',
    born: ['990122', '1948-01-15'],
    relation: '02',
    death: recordedDeath('2026-01-09', '2026-01-15', {
      survivorsPaid: { fund: 'PENSION', on: '2026-02-26', funeralFen: 1_108_417, gratuityFen: 4_987_875 },
    }),
    insurance: insurance({
      scheme: 'EMPLOYEE',
      status: 'ENDED',
      oldMonths: 134,
      deemedMonths: 180,
      oldPaidFen: 643_200,
      pension: { from: '2003-02', monthlyFen: 318_900, paidThrough: '2026-01' },
    }),
  },
  claimant: {
    name: '邓涛',
    sex: 'male',
    born: ['990122', '1975-09-19'],
    relation: '22',
    mother: 'already-paid-deceased',
  },
});

const nationalForm = story({
  key: 'national-certificate',
  serial: 35,
  title: '新版居民死亡医学证明',
  note: '2026年7月起的证明编号就是公民身份号码，卫健部门当场答复。',
  kinship: 'child',
  town: '990102001',
  address: '临江区望江路200号11栋1单元1201',
  deceased: {
    name: '蔡建军',
    sex: 'male',
    born: ['990102', '1964-12-12'],
    relation: '02',
    death: recordedDeath('2026-08-15', '2026-08-20'),
    insurance: insurance({
      scheme: 'EMPLOYEE',
      status: 'RETIRED',
      oldMonths: 189,
      newMonths: 193,
      oldPaidFen: 907_200,
      newPaidFen: 5_404_000,
      pension: { from: '2025-01', monthlyFen: 433_600, paidThrough: '2026-08' },
    }),
  },
  claimant: {
    name: '蔡雪',
    sex: 'female',
    born: ['990102', '1992-05-20'],
    relation: '31',
    father: 'national-certificate-deceased',
  },
});

const newYear = story({
  key: 'new-years-eve',
  serial: 36,
  title: '12月31日去世',
  note: '2025年12月31日去世，按2024年的收入计发；晚一天就按2025年。',
  kinship: 'child',
  town: '990103001',
  address: '云栖区竹溪路61号2号楼304',
  deceased: {
    name: '邹凤英',
    sex: 'female',
    born: ['990103', '1955-03-27'],
    relation: '02',
    death: recordedDeath('2025-12-31', '2025-12-31'),
    insurance: insurance({
      scheme: 'EMPLOYEE',
      status: 'RETIRED',
      oldMonths: 204,
      newMonths: 15,
      deemedMonths: 130,
      oldPaidFen: 979_200,
      newPaidFen: 420_000,
      pension: { from: '2010-04', monthlyFen: 345_070, paidThrough: '2025-12' },
    }),
  },
  claimant: {
    name: '石磊',
    sex: 'male',
    born: ['990103', '1984-08-01'],
    relation: '22',
    mother: 'new-years-eve-deceased',
  },
});

/** Stories about which money, from whom, how much. */
export const MONEY: readonly StoryWithPeople[] = [
  flexible,
  workInjury,
  residents,
  alreadyPaid,
  nationalForm,
  newYear,
];
