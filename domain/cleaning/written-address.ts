import type { Step } from './cleaned.ts';
import { narrow } from './written-text.ts';

/** An address in its parts, as far as they are written; numbers without what stands behind them (栋, 单元, 室). */
export interface AddressParts {
  district: string | null;
  road: string | null;
  number: string | null;
  building: string | null;
  unit: string | null;
  room: string | null;
}

const PLACE = '(?:.{2,8}?省)?(?:.{2,8}?市)?(?<district>[^路街道巷弄\\d]{2,6}?[区县旗])?';
const ROAD = '(?<road>[^\\d号区县]{1,14}?(?:大道|路|街|道|巷|弄|村|里|胡同))';
const SPELLED = new RegExp(
  `^${PLACE}${ROAD}(?:(?<number>\\d+(?:-\\d+)?)号(?!楼))?(?:(?<building>[\\dA-Z]+)(?:栋|幢|座|号楼|#|楼))?(?:(?<unit>\\d+)单元)?(?:(?<room>\\d+)(?:室|号|房)?)?$`,
  'u',
);
/** 临江望江路12-3-2-501: number, building, unit, room. The district may stand without its last word. */
const DASHED = /^(?<before>.*?)(?<figures>\d+(?:-\d+){2,3})$/u;

/**
 * A free-text address as parts; undefined where it is not of a form that is known. 栋, 幢, 座 and 号楼 are the same.
 */
export function parseAddress(text: string): AddressParts | undefined {
  const plain = narrow(text).value.replace(/[\s,，;；]/gu, '');
  const dashed = DASHED.exec(plain)?.groups;
  if (dashed) return parseDashed(dashed.before ?? '', (dashed.figures ?? '').split('-'));
  const groups = SPELLED.exec(plain)?.groups;
  return groups && partsFrom(groups);
}

/** The parts written in one way, 临江区望江路12号3栋2单元501室. */
export function formatAddress(parts: AddressParts): string {
  const { district, road, number, building, unit, room } = parts;
  const pieces = [
    number && `${number}号`,
    building && `${building}栋`,
    unit && `${unit}单元`,
    room && `${room}室`,
  ];
  return [district, road, ...pieces].filter((piece) => piece !== null && piece !== '').join('');
}

/** The step that a cleaned address leaves; undefined where nothing was changed or nothing could be read. */
export function addressStep(text: string): Step | undefined {
  const parts = parseAddress(text);
  const clean = parts && formatAddress(parts);
  return clean === undefined || clean === text ? undefined : { reason: 'address_parts', raw: text, clean };
}

/** `unknown` where one of them leaves out a part that the other has, or cannot be read. */
export function compareAddresses(one: string, other: string): 'same' | 'different' | 'unknown' {
  const [a, b] = [parseAddress(one), parseAddress(other)];
  if (a === undefined || b === undefined) return one === other ? 'same' : 'unknown';
  const likeness = (['number', 'building', 'unit', 'room'] as const).map((part) => alike(a[part], b[part]));
  const all = [...likeness, placeAlike(a, b)];
  if (all.includes('different')) return 'different';
  return all.includes('unknown') ? 'unknown' : 'same';
}

function parseDashed(before: string, figures: readonly string[]): AddressParts | undefined {
  const [number = null, building = null, third = null, fourth = null] = figures;
  const groups = new RegExp(`^${PLACE}${ROAD}$`, 'u').exec(before)?.groups;
  if (!groups) return undefined;
  const [unit, room] = fourth === null ? [null, third] : [third, fourth];
  return { ...partsFrom(groups), number, building, unit, room };
}

function partsFrom(groups: Record<string, string | undefined>): AddressParts {
  const part = (name: string) => groups[name] ?? null;
  return {
    district: part('district'),
    road: part('road'),
    number: part('number'),
    building: part('building'),
    unit: part('unit'),
    room: part('room'),
  };
}

function alike(one: string | null, other: string | null): 'same' | 'different' | 'unknown' {
  if (one === other) return 'same';
  return one === null || other === null ? 'unknown' : 'different';
}

/** 临江区 + 望江路 and 临江望江路 name one place: the district's short name may have stayed in front of the road. */
function placeAlike(a: AddressParts, b: AddressParts): 'same' | 'different' | 'unknown' {
  const [one, other] = [placeOf(a), placeOf(b)];
  if (one === other) return 'same';
  return one.endsWith(other) || other.endsWith(one) ? 'unknown' : 'different';
}

function placeOf({ district, road }: AddressParts): string {
  return `${district?.replace(/[区县旗]$/u, '') ?? ''}${road ?? ''}`;
}
