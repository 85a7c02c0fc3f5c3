'use client';

import { useEffect, useState } from 'react';
import { Icon } from './icons.tsx';

type ReadAloudProps = {
  /** BCP 47 tag of the page. */
  locale: string;
  read: string;
  stop: string;
};

/** Reads the page's main part aloud; there only where the browser has a voice for the page's language. */
export function ReadAloud({ locale, read, stop }: ReadAloudProps) {
  const [offered, setOffered] = useState(false);
  const [speaking, setSpeaking] = useState(false);

  useEffect(() => {
    if (!('speechSynthesis' in window)) return;
    const synthesis = window.speechSynthesis;
    const look = () => setOffered(synthesis.getVoices().some(({ lang }) => speaks(lang, locale)));
    look();
    synthesis.addEventListener('voiceschanged', look);
    return () => {
      synthesis.removeEventListener('voiceschanged', look);
      synthesis.cancel();
    };
  }, [locale]);

  if (!offered) return null;
  const toggle = () => {
    window.speechSynthesis.cancel();
    if (speaking) return setSpeaking(false);
    const utterance = new SpeechSynthesisUtterance(spokenText(document.querySelector('main')));
    utterance.lang = locale;
    utterance.onend = () => setSpeaking(false);
    window.speechSynthesis.speak(utterance);
    setSpeaking(true);
  };
  return (
    <p className="screen-only">
      <button type="button" className="button outline" onClick={toggle}>
        <Icon name="sound" />
        {speaking ? stop : read}
      </button>
    </p>
  );
}

/** A voice for zh-TW may also read zh-CN and the other way round: the spoken language is the same. */
function speaks(voice: string, locale: string): boolean {
  return voice.slice(0, 2).toLowerCase() === locale.slice(0, 2).toLowerCase();
}

const SPOKEN_APART = 'h1, h2, h3, p, li, dt, dd, th, td, caption, summary, div';

/** What is visible in `root`, one line for each block, so that the voice pauses where the page does. */
function spokenText(root: Element | null): string {
  if (root === null) return '';
  const blocks = new Map<Element, string>();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const block = parent?.closest(SPOKEN_APART);
    if (!parent?.checkVisibility() || !block) continue;
    blocks.set(block, `${blocks.get(block) ?? ''}${walker.currentNode.nodeValue ?? ''}`);
  }
  return [...blocks.values()].join('\n');
}
