/** The longest reason of a switch, in characters: it stands in one line of a resident's page. */
export const MAX_SWITCH_REASON = 200;
/** The longest note on an anomaly, in characters. */
export const MAX_NOTE = 500;
/** The longest statement or answer of a ticket, in characters. */
export const MAX_WORDS = 1000;
