/** The colour of the CRM that its frames are told of (`style/tokens.css` has the same for what stands in its own pages). */
export const ACCENT = 'light-dark(oklch(46% 0.085 188), oklch(77% 0.09 188))'
