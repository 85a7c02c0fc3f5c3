import areas from '../reference/areas.json' with { type: 'json' };
import type { Random } from './random.ts';

/** The two towns that are most people's, and the rest; by district code. */
export const TOWNS: readonly string[] = areas
  .filter((area) => area.level === 'town')
  .map((area) => area.code);

export function areaName(code: string): string {
  const found = areas.find((area) => area.code === code);
  if (!found) throw new RangeError(`no such area: ${code}`);
  return found.name['zh-CN'];
}

export function districtOf(town: string): string {
  return town.slice(0, 6);
}

/** 青岚区 was 青岚县 (990122) until July 2013: whoever was first registered there before keeps that code for life. */
const RENAMED = { now: '990105', before: '990122', until: '2013-07-31' };

/** The area code in the number of somebody first registered in this district at birth. */
export function codeAtBirth(district: string, birth: string): string {
  return district === RENAMED.now && birth <= RENAMED.until ? RENAMED.before : district;
}

const STREETS = ['望江路', '槐荫路', '渡口街', '竹溪路', '云麓大道', '石桥街', '松陵路', '沙洲巷'];

/** An address as registers hold it: free text, the same thing written in several ways. */
export function freeTextAddress(random: Random, town: string): string {
  const street = random.pick(STREETS);
  const [number, building, unit, room] = [
    random.int(1, 180),
    random.int(1, 18),
    random.int(1, 4),
    random.int(1, 6),
  ];
  const flat = `${room}0${random.int(1, 4)}`;
  const district = areaName(districtOf(town));
  return random.pick([
    `${district}${areaName(town)}${street}${number}号${building}栋${unit}单元${flat}`,
    `${district}${street}${number}号${building}幢${unit}单元${flat}室`,
    `${district.slice(0, 2)}${street}${number}-${building}-${unit}-${flat}`,
    `${district}${street}${number}号${building}号楼${flat}`,
  ]);
}
