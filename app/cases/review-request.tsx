import { useTranslations } from 'next-intl';
import type { CaseId } from '#domain/ids.ts';
import { Actions, Button } from '../ui/button.tsx';
import { requestPerson } from './actions.ts';

/** 申请人工复核: the applicant asks for a person where the system alone has decided. */
export function ReviewRequest({ id }: { id: CaseId }) {
  const t = useTranslations('decision');
  return (
    <>
      <p>{t('disagree.ask')}</p>
      <form action={requestPerson}>
        <input type="hidden" name="case" value={id} />
        <Actions>
          <Button kind="outline">{t('disagree.askButton')}</Button>
        </Actions>
      </form>
    </>
  );
}
