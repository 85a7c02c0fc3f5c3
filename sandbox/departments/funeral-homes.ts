import type { FuneralHome, FuneralItem } from '../city/funerals.ts';
import { wideDigits } from './full-width.ts';

/** A funeral home by the habits of its program. */
type Home = {
  code: string;
  local: boolean;
  codes: Readonly<Record<FuneralItem, string>>;
  /** What is no basic service, such as flowers. */
  extra: string;
  /** A time of day on a date, as this home writes it. */
  time(date: string, clock: string): string;
  number(text: string): string;
};

const plain = (text: string) => text;

/** Three homes with three programs: other codes, other times, other digits. */
export const HOMES: Readonly<Record<FuneralHome, Home>> = {
  anlan: {
    code: 'ALBYG',
    local: true,
    codes: {
      transfer: '01',
      handling: '02',
      disinfection: '03',
      storage: '04',
      farewell: '05',
      cremation: '06',
      urn: '07',
      keeping: '08',
    },
    extra: '99',
    time: (date, clock) => `${date} ${clock}`,
    number: plain,
  },
  songling: {
    code: 'SLBYG',
    local: true,
    codes: {
      transfer: 'JY',
      handling: 'BY',
      disinfection: 'XD',
      storage: 'CF',
      farewell: 'GB',
      cremation: 'HH',
      urn: 'GH',
      keeping: 'JC',
    },
    extra: 'QT',
    time: (date, clock) => `${date.split('-').map(Number).join('/')} ${clock.replace(/^0/, '')}`,
    number: wideDigits,
  },
  elsewhere: {
    code: 'MJBYG',
    local: false,
    codes: {
      transfer: 'F0101',
      handling: 'F0102',
      disinfection: 'F0103',
      storage: 'F0104',
      farewell: 'F0201',
      cremation: 'F0105',
      urn: 'F0301',
      keeping: 'F0106',
    },
    extra: 'F0900',
    time: (date, clock) => `${date}${clock}`.replace(/\D/g, '').padEnd(14, '0'),
    number: plain,
  },
};
