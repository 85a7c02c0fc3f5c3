import type { ReactNode } from 'react';
import en from '#messages/en/error.json';
import type { Locale } from '#messages/locale.ts';
import zhCN from '#messages/zh-CN/error.json';
import zhTW from '#messages/zh-TW/error.json';
import { ActionLink, Actions } from './button.tsx';
import { PageHead } from './page-head.tsx';

const TEXTS = { 'zh-CN': zhCN, 'zh-TW': zhTW, en } as const satisfies Record<Locale, typeof zhCN>;

type FailureTextProps = {
  locale: Locale;
  /** The number under which the server's log keeps the fault. */
  reference: string | undefined;
  /** The button or link that tries again, given its words. */
  retry: (words: string) => ReactNode;
};

/**
 * What a reader sees when a page broke: whose fault, what became of the answers, when to try again, whom to call.
 * It brings its own texts, since whatever else it could ask for may be what broke.
 */
export function FailureText({ locale, reference, retry }: FailureTextProps) {
  const text = TEXTS[locale];
  return (
    <PageHead margin={null} title={text.title} lead={text.lead}>
      <p>{text.answers}</p>
      <p>{text.when}</p>
      <p>{text.call}</p>
      {reference === undefined ? null : (
        <p className="small soft">
          {text.reference}
          <b className="numerals nowrap">{reference}</b>
        </p>
      )}
      <Actions>
        {retry(text.retry)}
        <ActionLink href="/">{text.home}</ActionLink>
      </Actions>
    </PageHead>
  );
}
