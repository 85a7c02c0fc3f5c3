import { cookies } from 'next/headers';
import { cache } from 'react';
import { z } from 'zod';
import { DEFAULT_LOCALE, LOCALES } from '#messages/locale.ts';

const offered = {
  locale: z.enum(LOCALES),
  /** 标准版 or 长辈版. */
  mode: z.enum(['standard', 'elder']),
  /** Inside 长辈版: 22 px, or 30 px when asked for. */
  size: z.enum(['normal', 'max']),
};

/** What a preference form may change; a value that is not offered is refused. */
export const PreferenceChange = z.object(offered).partial();
export type PreferenceChange = z.infer<typeof PreferenceChange>;

/** How a person wants the portal to speak and look. Each is a cookie of the same name. */
export const Preferences = z.object({
  locale: offered.locale.catch(DEFAULT_LOCALE),
  mode: offered.mode.catch('standard'),
  size: offered.size.catch('normal'),
});
export type Preferences = z.infer<typeof Preferences>;

/**
 * The preferences of the person who makes the current request; never fails, an unknown value is the default.
 * The one place that knows where they are kept.
 */
export const preferences = cache(async (): Promise<Preferences> => {
  const jar = await cookies();
  return Preferences.parse({
    locale: jar.get('locale')?.value,
    mode: jar.get('mode')?.value,
    size: jar.get('size')?.value,
  });
});
