/**
 * A comment that the host keeps under another name than its author's, or under none: who reads it sees first who says it. The name
 * alone, since what we know of the readers' language is nothing.
 */
export function signedComment(name: string, comment: string): string {
  return `${name}: ${comment}`
}
