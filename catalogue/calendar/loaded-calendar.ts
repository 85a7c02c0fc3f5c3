import { Calendar } from '#domain/calendar.ts';
import year2024 from './2024.json' with { type: 'json' };
import year2025 from './2025.json' with { type: 'json' };
import year2026 from './2026.json' with { type: 'json' };

/**
 * The years whose arrangement of holidays the State Council has published and this repository ships. A further
 * year is one more file and one more line here; until then its dates are unknown.
 */
export const loadedCalendar: Calendar = Calendar.parse({
  years: { 2024: year2024, 2025: year2025, 2026: year2026 },
});
