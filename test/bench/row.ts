/** One line of the benchmark's table. Ratios are measured side by side in the same run, so that they travel between machines. */
export interface Row {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** The same work done the plainest way, and how we compare. */
  readonly beside?: { readonly name: string; readonly value: number; readonly ratio: number }
}

/** The middle of the values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** How many calls a second, `width` of them at a time. */
export async function rate(
  calls: number,
  width: number,
  call: (n: number) => Promise<unknown>,
): Promise<number> {
  let next = 0
  const started = performance.now()
  const lane = async (): Promise<void> => {
    while (next < calls) await call(next++)
  }
  await Promise.all(Array.from({ length: width }, lane))
  return (calls / (performance.now() - started)) * 1000
}
