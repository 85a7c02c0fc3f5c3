import { localFuneral } from '../funerals.ts';
import { insurance, recordedDeath } from '../person.ts';
import { type StoryWithPeople, story } from './story.ts';

/** Figures of the third worked example: 15 years, one month of 245.00 too many, cremated elsewhere with a sheet of its own. */
const elsewhere = story({
  key: 'resident-elsewhere',
  serial: 37,
  title: '居民养老保险，在外地火化',
  note: '丧葬补助金1500元；个人账户6312.45元抵扣多发的一个月245元；外地殡仪馆没有减免，按单据退还892元。',
  kinship: 'child',
  town: '990121101',
  address: '松陵县沙洲镇沙洲巷27号',
  deceased: {
    name: '贾德明',
    sex: 'male',
    born: ['990121', '1964-05-12'],
    relation: '02',
    death: recordedDeath('2026-09-08', '2026-09-15'),
    insurance: insurance({
      scheme: 'RESIDENT',
      status: 'RETIRED',
      newMonths: 180,
      newPaidFen: 750_000,
      balanceFen: 631_245,
      pension: { from: '2024-06', monthlyFen: 24_500, paidThrough: '2026-10' },
    }),
  },
  claimant: {
    name: '贾晓燕',
    sex: 'female',
    born: ['990121', '1988-02-20'],
    relation: '31',
    father: 'resident-elsewhere-deceased',
  },
  funeral: localFuneral('2026-09-08', '990121101', {
    home: 'elsewhere',
    crematedOn: '2026-09-10',
    nettedOff: false,
    lines: [
      { item: 'transfer', quantity: 74, fen: 22_200 },
      { item: 'disinfection', quantity: 1, fen: 6_000 },
      { item: 'storage', quantity: 2, fen: 16_000 },
      { item: 'cremation', quantity: 1, fen: 38_000 },
      { item: 'urn', quantity: 1, fen: 30_000 },
      { item: 'keeping', quantity: 1, fen: 5_000 },
    ],
  }),
});

const contributing = story({
  key: 'resident-contributing',
  serial: 38,
  title: '居民养老保险，还没有领养老金',
  note: '缴费8年去世，没有领过养老金：个人账户余额全部退还，丧葬补助金1000元。殡葬服务单作废后重开过。',
  kinship: 'child',
  town: '990103101',
  address: '云栖区云麓镇竹溪路19号',
  deceased: {
    name: '姚红',
    sex: 'female',
    born: ['990103', '1971-03-09'],
    relation: '02',
    death: recordedDeath('2026-07-11', '2026-07-17'),
    insurance: insurance({
      scheme: 'RESIDENT',
      status: 'ACTIVE',
      newMonths: 96,
      newPaidFen: 400_000,
      balanceFen: 438_620,
    }),
  },
  claimant: {
    name: '吕浩',
    sex: 'male',
    born: ['990103', '1997-10-14'],
    relation: '21',
    mother: 'resident-contributing-deceased',
  },
  funeral: localFuneral('2026-07-11', '990103101', { sheet: 'reissued' }),
});

const welfare = story({
  key: 'welfare-elsewhere',
  serial: 39,
  title: '低保老人，在外地火化',
  note: '享受低保，适用较高的总额；各项超过标准的部分自付，搬运不在减免项目内。',
  kinship: 'child',
  town: '990121200',
  address: '松陵县白鹭乡白鹭路133号',
  deceased: {
    name: '任桂兰',
    sex: 'female',
    born: ['990121', '1955-10-19'],
    relation: '52',
    welfare: { kind: 'ALLOWANCE', from: '2016-01', ended: { month: '2026-09', because: 'death' } },
    death: recordedDeath('2026-08-03', '2026-08-12'),
    insurance: insurance({
      scheme: 'RESIDENT',
      status: 'RETIRED',
      newMonths: 76,
      newPaidFen: 76_000,
      balanceFen: 5_810,
      pension: { from: '2015-11', monthlyFen: 19_800, paidThrough: '2026-08' },
    }),
  },
  claimant: {
    name: '钟伟',
    sex: 'male',
    born: ['990121', '1979-12-03'],
    relation: '02',
    mother: 'welfare-elsewhere-deceased',
  },
  funeral: localFuneral('2026-08-03', '990121200', {
    home: 'elsewhere',
    crematedOn: '2026-08-07',
    nettedOff: false,
    lines: [
      { item: 'transfer', quantity: 168, fen: 50_400 },
      { item: 'handling', quantity: 1, fen: 12_000 },
      { item: 'disinfection', quantity: 1, fen: 9_000 },
      { item: 'storage', quantity: 4, fen: 32_000 },
      { item: 'farewell', quantity: 1, fen: 30_000 },
      { item: 'cremation', quantity: 1, fen: 25_000 },
      { item: 'urn', quantity: 1, fen: 8_000 },
      { item: 'keeping', quantity: 3, fen: 15_000 },
    ],
  }),
});

const movedOut = story({
  key: 'moved-out',
  serial: 40,
  title: '父亲的户口早已迁到外市',
  note: '养老保险在本市，遗属待遇照发；户籍不在本市，惠民殡葬的退费不适用。户口在外市注销，本市查不到。',
  kinship: 'child',
  town: '990102003',
  address: '临江区渡口街9号1栋2单元401',
  claimantTown: '990102003',
  deceased: {
    name: '汪国平',
    sex: 'male',
    born: ['990102', '1961-08-30'],
    relation: '02',
    movedOut: { on: '2022-05-18', to: '980101' },
    death: recordedDeath('2026-07-05', '2026-07-13', { cancelled: null }),
    insurance: insurance({
      scheme: 'EMPLOYEE',
      status: 'RETIRED',
      oldMonths: 204,
      newMonths: 152,
      oldPaidFen: 979_200,
      newPaidFen: 4_256_000,
      pension: { from: '2021-09', monthlyFen: 356_330, paidThrough: '2026-07' },
    }),
  },
  claimant: {
    name: '汪雪',
    sex: 'female',
    born: ['990102', '1996-03-11'],
    relation: '02',
    father: 'moved-out-deceased',
  },
  funeral: localFuneral('2026-07-05', '990102003', { home: 'elsewhere', nettedOff: false }),
});

/** Stories of the residents' pension and of what a funeral elsewhere costs. */
export const RESIDENTS: readonly StoryWithPeople[] = [elsewhere, contributing, welfare, movedOut];
