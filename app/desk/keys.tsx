'use client';

import { type ReactNode, useEffect, useState } from 'react';

/** Where a single letter must stay a letter. */
const TYPING = 'input, select, textarea, [contenteditable]';
const ROW = '[data-row] a[data-open]';

/**
 * Single-key shortcuts of the desk: only while no field has the focus and no other key is held. Its children, the hints,
 * appear once the keys act.
 */
export function Keys({ children }: { children: ReactNode }) {
  const [runs, setRuns] = useState(false);
  useEffect(() => {
    setRuns(true);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return runs ? <div className="keys-on">{children}</div> : null;
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target instanceof Element && event.target.closest(TYPING) !== null) return;
  if (act(event.key.toLowerCase())) event.preventDefault();
}

/** @returns whether the key did something */
function act(key: string): boolean {
  switch (key) {
    case 'j':
      return moveBy(1);
    case 'k':
      return moveBy(-1);
    case 'o':
      return press(currentRow()?.querySelector('a[data-open]'));
    case 'p':
      return goTo(document.querySelector('#decide'));
    case '?':
      return goTo(document.querySelector('#keys'));
    default:
      return /^[a-z]$/.test(key) && press(pressedBy(key));
  }
}

function currentRow(): Element | null {
  return document.activeElement?.closest('[data-row]') ?? null;
}

function moveBy(step: number): boolean {
  const links = [...document.querySelectorAll<HTMLElement>(ROW)];
  const at = links.findIndex((link) => link.closest('[data-row]') === currentRow());
  const next = links[at === -1 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1)];
  next?.focus();
  return next !== undefined;
}

/** The button of the row that has the focus, else the page's own. */
function pressedBy(key: string): Element | null | undefined {
  const wanted = `[aria-keyshortcuts="${key}"]`;
  const row = currentRow();
  if (row !== null) return row.querySelector(wanted);
  return [...document.querySelectorAll(wanted)].find((found) => found.closest('[data-row]') === null);
}

function press(element: Element | null | undefined): boolean {
  if (!(element instanceof HTMLElement)) return false;
  element.click();
  return true;
}

function goTo(element: Element | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (element instanceof HTMLDetailsElement) element.open = true;
  element.scrollIntoView({ block: 'start' });
  const first = element.querySelector<HTMLElement>(
    'summary, button, input:not([type=hidden]), select, textarea',
  );
  (first ?? element).focus({ preventScroll: true });
  return true;
}
