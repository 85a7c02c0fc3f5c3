import { addDays } from './dates.ts';
import type { Random } from './random.ts';

/** The basic services of a funeral home, in the order of its sheet. */
export const FUNERAL_ITEMS = [
  'transfer',
  'handling',
  'disinfection',
  'storage',
  'farewell',
  'cremation',
  'urn',
  'keeping',
] as const;
export type FuneralItem = (typeof FUNERAL_ITEMS)[number];

/** One service that was used: kilometres, days, years or times, and what it cost in fen. */
export type ServiceLine = { item: FuneralItem; quantity: number; fen: number };

/** Two homes of the city, and one elsewhere in the province. */
export type FuneralHome = 'anlan' | 'songling' | 'elsewhere';

/** A cremation and the home's sheet, as they truly were. */
export type Funeral = {
  home: FuneralHome;
  crematedOn: string;
  lines: ServiceLine[];
  /** Whether the home took the basic fees off its bill at once; homes elsewhere cannot. */
  nettedOff: boolean;
  /** Cancelled and written anew; or, by mistake, two sheets in force; or never sent in. */
  sheet: 'once' | 'reissued' | 'twice' | 'missing';
};

/** What homes of the city take, in fen; by kilometre, day and year where they count. */
const PRICES = { transfer: 300, disinfection: 9_000, storage: 8_000, cremation: 25_000, urn: 15_000 };

/** The usual funeral: cremated two days later at the home of the town's county, the basic fees taken off at once. */
export function localFuneral(date: string, town: string, known: Partial<Funeral> = {}): Funeral {
  return {
    home: town.startsWith('990121') ? 'songling' : 'anlan',
    crematedOn: addDays(date, 2),
    lines: [
      { item: 'transfer', quantity: 18, fen: 18 * PRICES.transfer },
      { item: 'disinfection', quantity: 1, fen: PRICES.disinfection },
      { item: 'storage', quantity: 2, fen: 2 * PRICES.storage },
      { item: 'cremation', quantity: 1, fen: PRICES.cremation },
      { item: 'urn', quantity: 1, fen: PRICES.urn },
    ],
    nettedOff: true,
    sheet: 'once',
    ...known,
  };
}

/** A funeral by chance: most at home, some elsewhere in the province, some sheets cancelled and written anew. */
export function randomFuneral(random: Random, date: string, town: string): Funeral {
  const elsewhere = random.chance(0.12);
  const [kilometres, days] = [random.int(3, elsewhere ? 180 : 40), random.int(1, 4)];
  const lines: ServiceLine[] = [
    { item: 'transfer', quantity: kilometres, fen: kilometres * 300 },
    { item: 'handling', quantity: 1, fen: random.pick([0, 5_000, 8_000]) },
    { item: 'disinfection', quantity: 1, fen: random.pick([6_000, 9_000]) },
    { item: 'storage', quantity: days, fen: days * 8_000 },
    { item: 'farewell', quantity: 1, fen: random.pick([0, 23_000, 48_000]) },
    { item: 'cremation', quantity: 1, fen: random.pick([25_000, 38_000]) },
    { item: 'urn', quantity: 1, fen: random.pick([0, 15_000, 68_000]) },
    { item: 'keeping', quantity: 1, fen: random.pick([0, 5_000]) },
  ];
  return localFuneral(date, town, {
    ...(elsewhere ? { home: 'elsewhere', nettedOff: false } : {}),
    crematedOn: addDays(date, random.int(1, 4)),
    lines: lines.filter(({ fen }) => fen > 0),
    sheet: random.weighted([
      ['once', 85],
      ['reissued', 9],
      ['missing', 6],
    ] as const),
  });
}
