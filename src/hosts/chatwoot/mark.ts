/** The key of a message's own attributes in which the mark goes along; the host keeps it and gives it back (facts, 3). */
export const MARK = 'firstline'
