import { citizenIdCheck } from '#domain/citizen-id.ts';

/** The header of the files below; `feedSource` maps its columns. */
export const FEED_HEADER = '姓名,身份证号,出生日期,火化费,项目,日期,殡仪馆,备注\n';

/** A line of a person that no other index gives; made up, the number right. */
export function feedLine(index: number): string {
  const day = new Date(Date.UTC(1930, 0, 1 + (index % 18_000))).toISOString().slice(0, 10);
  const order = String(Math.floor(index / 18_000) + 1).padStart(3, '0');
  const body = `990102${day.replaceAll('-', '')}${order}`;
  return `周建国${index},${body}${citizenIdCheck(body)},${day},${250 + (index % 100)}.00,遗体火化,2026-11-20 09:40,安澜市殡仪馆,无\n`;
}
