import { useTranslations } from 'next-intl';
import type { Actor } from '#domain/permission.ts';
import type { OwnApplication } from '#flow/list-applications.ts';
import styles from '../apply/apply.module.css';
import { SavedAt } from '../apply/saved-at.tsx';
import { Actions, Button, LinkButton } from '../ui/button.tsx';
import { begin } from './actions.ts';

type BeginApplicationProps = {
  bundle: string;
  actor: Actor | undefined;
  draft: OwnApplication | undefined;
  now: Date;
};

/** The one filled button of a start page: begins, goes on with a draft, or signs in first. */
export function BeginApplication({ bundle, actor, draft, now }: BeginApplicationProps) {
  const t = useTranslations('service');
  if (actor === undefined) {
    return (
      <>
        <Actions>
          <LinkButton href={`/sign-in?${new URLSearchParams({ to: `/services/${bundle}` })}`}>
            {t('signIn')}
          </LinkButton>
        </Actions>
        <p className={`small soft ${styles.note}`}>{t('signInNote')}</p>
      </>
    );
  }
  if (actor.kind !== 'resident') return <p>{t('staff')}</p>;
  if (draft !== undefined) {
    return (
      <>
        <p>{t.rich('draft', { saved: () => <SavedAt at={draft.savedAt} now={now} /> })}</p>
        <Actions>
          <LinkButton href={`/apply/${draft.id}`}>{t('resume')}</LinkButton>
        </Actions>
      </>
    );
  }
  return (
    <form action={begin}>
      <input type="hidden" name="bundle" value={bundle} />
      <Actions>
        <Button>{t('begin')}</Button>
      </Actions>
    </form>
  );
}
