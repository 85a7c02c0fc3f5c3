const RING = 'M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0';

type Shape = { line: string; dashes?: string };

// The file is not called icon.tsx: Next takes that name, in any folder, for a route that draws the favicon.

/** Every drawing of the portal: 20-unit grid, 2-unit stroke, square joints. */
const SHAPES = {
  mark: { line: 'M1.5 7.5c3-3.4 5.5-3.4 8.5 0s5.5 3.4 8.5 0M1.5 13.5h17' },
  tick: { line: 'M3.5 10.5 8 15 16.5 5.5' },
  'not-equal': { line: 'M3 7.5h14M3 12.5h14M13.5 3l-7 14' },
  'dashed-ring': { line: 'M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0', dashes: '3 2.5' },
  'two-rings': {
    line: 'M2.5 10a5 5 0 1 0 10 0a5 5 0 1 0-10 0M7.5 10a5 5 0 1 0 10 0a5 5 0 1 0-10 0',
  },
  clock: { line: `${RING}M10 5.5V10l3 2.5` },
  'open-contact': { line: 'M1.5 10H7M13 10h5.5M7 5v10M13 5v10' },
  'barred-ring': { line: `${RING}M6 10h8` },
  warning: { line: 'M10 2.5 18.5 17h-17zM10 8v4.5M10 14v1' },
  phone: {
    line: 'M4 2.5h3l1.5 4-2 1.5c1 2.5 2.5 4 5 5l1.5-2 4 1.5v3c0 1-1 2-2 2C8.5 17 3 11.5 2 4.5c0-1 1-2 2-2z',
  },
  sound: { line: 'M2 7.5v5h3.5L10 16V4L5.5 7.5zM13 7c1.5 2 1.5 4 0 6M15.5 4.5c3 3.5 3 7.5 0 11' },
  'lamp-open': { line: 'M3.5 10a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0' },
} as const satisfies Record<string, Shape>;

export type IconName = keyof typeof SHAPES;

/** A small drawing that always stands beside its word, so it is hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  const shape: Shape = SHAPES[name];
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={shape.line} strokeDasharray={shape.dashes} />
    </svg>
  );
}
