import type { ServiceDocument } from '#domain/service.ts';
import { CREMATED_ELSEWHERE, SCHEDULE, UNUSED } from './example-facts.ts';

const SOURCE = '殡葬管理条例；示例城市的标准，参照广东雷州公布的标准设定';

/** Every item at more than the schedule pays for. */
const EVERYTHING = {
  nettedOff: false,
  transferKm: 200,
  transferFen: 90000,
  handlingFen: 5000,
  disinfectionFen: 12000,
  storageDays: 5,
  storageFen: 50000,
  farewellFen: 100000,
  cremationFen: 88000,
  urnFen: 200000,
  keepingYears: 10,
  keepingFen: 100000,
};

export const examples: ServiceDocument['examples'] = [
  {
    title: 'Cremated elsewhere: each item at its cost or its cap, the farewell that was not used at nothing',
    source: `${SOURCE}；222＋60＋160＋250＋150＋50＝892.00元`,
    facts: CREMATED_ELSEWHERE,
    parameters: SCHEDULE,
    expect: { kind: 'granted', amountsFen: { refund: 89200 } },
  },
  {
    title: 'Every item above its cap comes to the whole schedule',
    source: `${SOURCE}；480＋90＋240＋230＋250＋150＋100＝1,540.00元`,
    facts: { ...CREMATED_ELSEWHERE, services: EVERYTHING },
    parameters: SCHEDULE,
    expect: { kind: 'granted', amountsFen: { refund: 154000 } },
  },
  {
    title: 'A total cap below the items cuts them',
    source: SOURCE,
    facts: { ...CREMATED_ELSEWHERE, services: EVERYTHING },
    parameters: { ...SCHEDULE, totalCap: '1200' },
    expect: { kind: 'granted', amountsFen: { refund: 120000 } },
  },
  {
    title: 'The total cap of people on social assistance is the higher one',
    source: SOURCE,
    facts: { ...CREMATED_ELSEWHERE, services: EVERYTHING, welfare: { receives: true } },
    parameters: { ...SCHEDULE, totalCap: '1200', totalCapWelfare: '1500' },
    expect: { kind: 'granted', amountsFen: { refund: 150000 } },
  },
  {
    title: 'Netted off at the home: nothing else has to be known',
    source: SOURCE,
    facts: {
      claim: CREMATED_ELSEWHERE.claim ?? null,
      services: { ...EVERYTHING, nettedOff: true },
    },
    parameters: {},
    expect: { kind: 'not_applicable', criterion: 'not-netted-off' },
  },
  {
    title: 'Nothing was used that the schedule pays for',
    source: SOURCE,
    facts: { ...CREMATED_ELSEWHERE, services: { ...UNUSED, handlingFen: 5000 } },
    parameters: SCHEDULE,
    expect: { kind: 'not_applicable', criterion: 'something-to-refund' },
  },
  {
    title: 'Somebody registered elsewhere is not refused but goes to a person',
    source: `${SOURCE}；个人信息保护法第二十四条`,
    facts: { ...CREMATED_ELSEWHERE, residence: { local: false } },
    parameters: SCHEDULE,
    expect: { kind: 'person', criterion: 'covered' },
  },
  {
    title: 'Where everybody cremated in the city is covered, the household registration does not matter',
    source: SOURCE,
    facts: {
      ...CREMATED_ELSEWHERE,
      residence: { local: false },
      cremation: { cremationDate: '2026-06-13', local: true },
    },
    parameters: { ...SCHEDULE, who: 'CREMATED_HERE' },
    expect: { kind: 'granted', amountsFen: { refund: 89200 } },
  },
  {
    title: 'A word for whom the schedule covers that the rules do not know is left to a person',
    source: SOURCE,
    facts: CREMATED_ELSEWHERE,
    parameters: { ...SCHEDULE, who: 'ANYBODY' },
    expect: { kind: 'person', criterion: 'covered' },
  },
  {
    title: 'A funeral grant stands beside the refund',
    source: SOURCE,
    facts: { ...CREMATED_ELSEWHERE, paid: { funeralPaid: true } },
    parameters: SCHEDULE,
    expect: { kind: 'granted', amountsFen: { refund: 89200 } },
  },
  {
    title: 'A funeral grant stands in place of the refund where the place says so',
    source: SOURCE,
    facts: { ...CREMATED_ELSEWHERE, paid: { funeralPaid: true } },
    parameters: { ...SCHEDULE, excludeIfPaid: 'true' },
    expect: { kind: 'not_applicable', criterion: 'no-policy-funeral-paid' },
  },
  {
    title: 'A storage fee without days does not fit together: a person looks',
    source: SOURCE,
    facts: { ...CREMATED_ELSEWHERE, services: { ...UNUSED, storageFen: 16000 } },
    parameters: SCHEDULE,
    expect: { kind: 'person', criterion: 'something-to-refund' },
  },
  {
    title: 'Without a registered cremation a person looks',
    source: SOURCE,
    facts: { ...CREMATED_ELSEWHERE, cremation: null },
    parameters: SCHEDULE,
    expect: { kind: 'person', criterion: 'cremation-registered' },
  },
];
