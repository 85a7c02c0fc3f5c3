/** Dates of the city are texts: `YYYY-MM-DD`, months `YYYY-MM`. They order as they read. */

const DAY = 86_400_000;

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** @param month `YYYY-MM` or a date in it */
export function addMonths(month: string, months: number): string {
  const index = monthIndex(month) + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Calendar months from `first` to `last`, both counted; 0 where `last` is earlier. */
export function monthsThrough(first: string, last: string): number {
  return Math.max(0, monthIndex(last) - monthIndex(first) + 1);
}

/** Full years of age on a day. */
export function ageOn(birth: string, date: string): number {
  const years = Number(date.slice(0, 4)) - Number(birth.slice(0, 4));
  return date.slice(5) < birth.slice(5) ? years - 1 : years;
}

function monthIndex(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}
