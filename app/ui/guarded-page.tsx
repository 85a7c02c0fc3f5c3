import { unstable_rethrow } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { unforeseen } from '../unforeseen.ts';
import { LinkButton } from './button.tsx';
import { FailureText } from './failure-text.tsx';

/**
 * A page whose loading may fail (every page that reads data). When it does, the failure page is sent as HTML; without
 * this, Next sends an empty body that only JavaScript fills. Redirects and notFound() pass through.
 */
export function guardedPage<Props>(page: (props: Props) => Promise<ReactNode>) {
  return async (props: Props): Promise<ReactNode> => {
    try {
      return await page(props);
    } catch (error) {
      unstable_rethrow(error);
      const { reference } = unforeseen(error);
      return (
        <FailureText
          locale={await getLocale()}
          reference={reference}
          retry={(words) => <LinkButton href="">{words}</LinkButton>}
        />
      );
    }
  };
}
