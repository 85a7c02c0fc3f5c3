import { useTranslations } from 'next-intl';
import { Lamp } from '../ui/lamp.tsx';
import type { TimeLeft } from './time-left.ts';

/** 剩3日, 超1日 or 暂停, beside the shape that says the same. */
export function TimeLamp({ left }: { left: TimeLeft }) {
  const t = useTranslations('desk');
  switch (left.lamp) {
    case 'paused':
      return <Lamp shape="paused">{t(`lamp.paused.${left.why}`)}</Lamp>;
    case 'over':
      return <Lamp shape="over">{t('lamp.over', { days: left.days })}</Lamp>;
    case 'near':
    case 'open':
      return <Lamp shape={left.lamp}>{t('lamp.left', { days: left.days })}</Lamp>;
  }
}
