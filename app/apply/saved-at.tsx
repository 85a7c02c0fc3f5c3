import { DateTimeText, TimeText } from '../ui/date-text.tsx';
import { civilDateOf } from '../ui/date-words.ts';

type SavedAtProps = { at: Date; now: Date };

/** When something was saved, no longer than needed: the time today, the date before, the year only of another year. */
export function SavedAt({ at, now }: SavedAtProps) {
  const instant = at.toISOString();
  const [day, today] = [civilDateOf(instant), civilDateOf(now.toISOString())];
  if (day === today) return <TimeText instant={instant} />;
  return <DateTimeText instant={instant} withYear={day.slice(0, 4) !== today.slice(0, 4)} />;
}
