/** Hebrew, Arabic and the other scripts that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u

/**
 * A name within a sentence that is written from left to right: one in a script of the other direction is set between marks that nobody
 * sees, so that it neither turns the sentence around nor takes the numbers and stops beside it along (Unicode UAX #9, first strong isolate).
 */
export const setApart = (name: string): string => (RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name)
