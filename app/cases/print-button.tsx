'use client';

import { WithScript } from './with-script.tsx';

/** Opens the browser's print window; there only where a script can do that. */
export function PrintButton({ words }: { words: string }) {
  return (
    <WithScript>
      <button type="button" className="button" onClick={() => window.print()}>
        {words}
      </button>
    </WithScript>
  );
}
