import { useTranslations } from 'next-intl';
import { ActionLink, Actions, Button } from '../../ui/button.tsx';
import { Details } from '../../ui/details.tsx';
import { stepPath } from '../paths.ts';
import { goOnInSteps } from './actions.ts';

/** In place of a step that a document written by hand has closed: why, and the way back to the document. */
export function ClosedStep({ connector }: { connector: string }) {
  const t = useTranslations('departments');
  return (
    <>
      <p>{t('draft.closed')}</p>
      <Actions>
        <ActionLink href={stepPath(connector, 'document')}>{t('draft.toDocument')}</ActionLink>
      </Actions>
      <UseSteps connector={connector} />
    </>
  );
}

/** Gives the document up, which nobody else than who says so does. */
export function UseSteps({ connector }: { connector: string }) {
  const t = useTranslations('departments');
  return (
    <Details summary={t('draft.useSteps')}>
      <p>{t('draft.useStepsHint')}</p>
      <form action={goOnInSteps}>
        <input type="hidden" name="connector" value={connector} />
        <Actions>
          <Button kind="stop">{t('draft.useStepsButton')}</Button>
        </Actions>
      </form>
    </Details>
  );
}
