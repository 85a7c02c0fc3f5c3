/** The minute of an instant in China, as people read it: `2026-11-22 09:30`. */
export function minuteOf(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
