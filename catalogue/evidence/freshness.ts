/**
 * Registers that are written up once a month (T+30): an answer of half a month beyond that is an alarm, and one in which three
 * monthly runs are missing decides nothing.
 */
export const TURNS_MONTHLY = { alarmHours: 45 * 24, blockHours: 120 * 24 };
