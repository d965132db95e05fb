/** What a context says of itself: for whom it is (`sub`) and on which record (`rec`). */
export function operatorIn(token: unknown): unknown {
  return JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString())
}
