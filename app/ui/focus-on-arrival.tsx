'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/** On a page that was loaded the browser itself moves the focus, also without JavaScript. */
const ON_LOAD = { autoFocus: true, tabIndex: -1 } as const;

/** The frame of the error summary: takes the focus when it appears, and again when what it says is new. */
export function FocusOnArrival({ children, labelledBy }: { children: ReactNode; labelledBy: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A form that was answered in place brings new children and no page load.
    if (children === null) return;
    box.current?.focus({ preventScroll: true });
    // The browser may leave the head of a box taller than the screen under 长辈版's sticky call for help.
    box.current?.scrollIntoView({ block: 'start' });
  }, [children]);
  return (
    <div className="errors" role="alert" aria-labelledby={labelledBy} ref={box} {...ON_LOAD}>
      {children}
    </div>
  );
}
