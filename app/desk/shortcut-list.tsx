import { getTranslations } from 'next-intl/server';
import { chooseShortcuts } from './actions.ts';
import { Keys } from './keys.tsx';
import { shortcutsAreOn } from './shortcuts.ts';

type ShortcutKey = 'j' | 'k' | 'o' | 'c' | 'p' | '?';

/** 键盘说明: which single keys act on this page, and the switch that turns them off. */
export async function ShortcutList({ page, keys }: { page: string; keys: readonly ShortcutKey[] }) {
  const t = await getTranslations('desk');
  const isOn = await shortcutsAreOn();
  return (
    <div className="shortcuts">
      {isOn ? (
        <Keys>
          <p className="small soft key-line">
            {keys.map((key) => (
              <span key={key} className="nowrap">
                <kbd>{key.toUpperCase()}</kbd> {t(`keys.${key === '?' ? 'list' : key}`)}
              </span>
            ))}
          </p>
        </Keys>
      ) : null}
      <details id="keys" className="desk-keys">
        <summary>{t('keys.title')}</summary>
        <div>
          <p>{t('keys.how')}</p>
          <form action={chooseShortcuts}>
            <input type="hidden" name="page" value={page} />
            <input type="hidden" name="shortcuts" value={isOn ? 'off' : 'on'} />
            <button type="submit" className="button outline">
              {isOn ? t('keys.off') : t('keys.on')}
            </button>
          </form>
        </div>
      </details>
    </div>
  );
}
