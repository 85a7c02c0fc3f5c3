import { useTranslations } from 'next-intl';
import { Actions, Button } from '../../ui/button.tsx';

/** The two ways out of a step; both save. */
export function StepActions() {
  const t = useTranslations('departments');
  return (
    <Actions>
      <Button>{t('draft.save')}</Button>
      <Button kind="outline" name="next" value="stop">
        {t('draft.stop')}
      </Button>
    </Actions>
  );
}
