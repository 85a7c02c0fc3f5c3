import type { ReactNode } from 'react';

export type LampShape = 'open' | 'near' | 'over' | 'paused';

const RING = 'M3.5 10a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0';

const LAMPS = {
  open: { line: RING, full: null, tone: 'soft' },
  near: { line: RING, full: 'M10 3.5a6.5 6.5 0 0 1 0 13z', tone: 'waiting' },
  over: { line: null, full: 'M3.5 3.5h13v13h-13z', tone: 'failed' },
  paused: { line: 'M6.5 4v12M13.5 4v12', full: null, tone: 'soft' },
} as const satisfies Record<LampShape, { line: string | null; full: string | null; tone: string }>;

/** How much time is left: shape, word and colour, all three. */
export function Lamp({ shape, children }: { shape: LampShape; children: ReactNode }) {
  const { line, full, tone } = LAMPS[shape];
  return (
    <span className={`answer lamp ${tone}`}>
      <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        {line === null ? null : <path d={line} />}
        {full === null ? null : <path d={full} fill="currentColor" />}
      </svg>
      {children}
    </span>
  );
}
