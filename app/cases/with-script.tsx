'use client';

import { type ReactNode, useEffect, useState } from 'react';

/** What is true only where scripts run: it appears once one has run. */
export function WithScript({ children }: { children: ReactNode }) {
  const [runs, setRuns] = useState(false);
  useEffect(() => setRuns(true), []);
  return runs ? children : null;
}
