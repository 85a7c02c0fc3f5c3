import { insurance, recordedDeath } from '../person.ts';
import { type StoryWithPeople, story } from './story.ts';

const registered = story({
  key: 'registered-spouse',
  serial: 16,
  title: '丈夫为妻子申请（婚姻登记可查）',
  note: '1998年以15位号码登记结婚，2015年补发过结婚证；婚姻登记信息库能确认，补发不改变状态。',
  kinship: 'spouse',
  town: '990103101',
  address: '云栖区云麓镇云麓大道512号6栋2单元302',
  deceased: {
    name: '宋丽萍',
    sex: 'female',
    born: ['990103', '1973-01-16'],
    relation: '12',
    spouse: 'registered-spouse',
    death: recordedDeath('2026-07-28', '2026-08-03'),
    insurance: insurance({
      scheme: 'EMPLOYEE',
      status: 'RETIRED',
      oldMonths: 150,
      newMonths: 174,
      oldPaidFen: 720_000,
      newPaidFen: 4_872_000,
      pension: { from: '2023-02', monthlyFen: 286_400, paidThrough: '2026-07' },
    }),
  },
  claimant: {
    name: '唐志刚',
    sex: 'male',
    born: ['990103', '1971-06-05'],
    relation: '02',
    spouse: 'registered-spouse-deceased',
  },
  registrations: [
    { type: 'IA', on: '1998-10-18', man: 'registered-spouse', woman: 'registered-spouse-deceased' },
    { type: 'ICA', on: '2015-03-26', man: 'registered-spouse', woman: 'registered-spouse-deceased' },
  ],
});

const divorced = story({
  key: 'divorced-spouse',
  serial: 17,
  title: '已登记离婚、户口仍在一处',
  note: '户口簿还写“妻”，婚姻登记信息库里最后一条是2019年离婚：不是近亲属，由工作人员核对。',
  kinship: 'former_spouse',
  town: '990105001',
  address: '青岚区石桥街138号4栋1单元503',
  deceased: {
    name: '程建华',
    sex: 'male',
    born: ['990122', '1963-02-07'],
    relation: '02',
    death: recordedDeath('2026-06-23', '2026-06-30'),
    insurance: insurance({
      scheme: 'EMPLOYEE',
      status: 'RETIRED',
      oldMonths: 180,
      newMonths: 170,
      oldPaidFen: 864_000,
      newPaidFen: 4_760_000,
      pension: { from: '2023-03', monthlyFen: 361_750, paidThrough: '2026-06' },
    }),
  },
  claimant: { name: '魏玉梅', sex: 'female', born: ['990122', '1966-11-29'], relation: '12' },
  registrations: [
    { type: 'IA', on: '1995-05-20', man: 'divorced-spouse-deceased', woman: 'divorced-spouse' },
    { type: 'IB', on: '2019-09-17', man: 'divorced-spouse-deceased', woman: 'divorced-spouse' },
    { type: 'ICB', on: '2021-04-12', man: 'divorced-spouse-deceased', woman: 'divorced-spouse' },
  ],
});

/** Stories of spouses whom the marriage registers know; the one whom they do not know stands with kinship. */
export const SPOUSES: readonly StoryWithPeople[] = [registered, divorced];
