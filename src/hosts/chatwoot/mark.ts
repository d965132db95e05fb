/** The key of a message's own attributes in which the mark goes along; the host keeps it and gives it back (facts, 3). */
export const MARK = 'firstline'
/** The same of a private note: for whom a hand-over left it. */
export const HANDED_TO = 'firstline_handed_to'
