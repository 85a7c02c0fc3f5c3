import { type CivilDate, daysBetween } from '../dates.ts';

/** Farthest that a lunar day lies from the solar day of the same figures, with a leap month between. */
const SPREAD = 60;

/** Asked at noon in Asia/Shanghai: in UTC the calendar of JavaScript is a day off. */
const CHINESE = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});

/** The day of the traditional calendar (农历) as figures, `1958-01-26` for 15 March 1958; leap months count by their number. */
export function lunarFigures(date: CivilDate): string {
  const parts = CHINESE.formatToParts(new Date(`${date}T12:00:00+08:00`));
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  const month = part('month').replace(/\D/g, '');
  return `${part('relatedYear')}-${month.padStart(2, '0')}-${part('day').padStart(2, '0')}`;
}

/** How a written birth date lies to the one in the person's number, which wins. */
export type BirthLikeness = 'same' | 'lunar' | 'near' | 'different';

/** `lunar`: the figures are the lunar ones of the number's day; `near`: within sixty days of it, so it may be. */
export function compareBirth(written: CivilDate, inNumber: CivilDate): BirthLikeness {
  if (written === inNumber) return 'same';
  if (lunarFigures(inNumber) === written) return 'lunar';
  return Math.abs(daysBetween(written, inNumber)) <= SPREAD ? 'near' : 'different';
}
