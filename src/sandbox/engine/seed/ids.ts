/** The next counted id of a list in a seed: `a-1`, `a-2` and so on. */
export function newIdsFor(list: readonly unknown[], prefix: string): string {
  return `${prefix}-${list.length + 1}`
}
