import type { ServiceDocument } from '#domain/service.ts';

type Facts = ServiceDocument['examples'][number]['facts'];

/** A sheet on which nothing was used. */
export const UNUSED = {
  nettedOff: false,
  transferKm: 0,
  transferFen: 0,
  handlingFen: 0,
  disinfectionFen: 0,
  storageDays: 0,
  storageFen: 0,
  farewellFen: 0,
  cremationFen: 0,
  urnFen: 0,
  keepingYears: 0,
  keepingFen: 0,
};

/** A resident of the city, cremated elsewhere in the province without a farewell; examples differ from her. */
export const CREMATED_ELSEWHERE: Facts = {
  claim: { relation: 'child', account: '9999990000000000000' },
  services: {
    ...UNUSED,
    transferKm: 74,
    transferFen: 22200,
    disinfectionFen: 6000,
    storageDays: 2,
    storageFen: 16000,
    cremationFen: 38000,
    urnFen: 30000,
    keepingYears: 1,
    keepingFen: 5000,
  },
  cremation: { cremationDate: '2026-06-13', local: false },
  residence: { local: true },
  welfare: { receives: false },
  paid: { funeralPaid: false },
  kin: { relation: 'child', near: true, certainty: 'certain' },
  account: { belongs: true },
};

/** The schedule of the example city, shaped after the one published in 雷州, for local household registrations. */
export const SCHEDULE = {
  who: 'HUKOU',
  excludeIfPaid: 'false',
  totalCap: '1540',
  totalCapWelfare: '1920',
  transferPrice: '3',
  transferMax: '160',
  handlingPrice: '0',
  handlingMax: '0',
  disinfectionPrice: '90',
  disinfectionMax: '1',
  storagePrice: '80',
  storageMax: '3',
  farewellPrice: '230',
  farewellMax: '1',
  cremationPrice: '250',
  cremationMax: '1',
  urnPrice: '150',
  urnMax: '1',
  keepingPrice: '50',
  keepingMax: '2',
};
