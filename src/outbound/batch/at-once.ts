/** Runs the work as soon as one of so many places is free, in the order of asking. */
export type AtOnce = <T>(work: () => Promise<T>) => Promise<T>

/** At most so many at once. */
export function atMost(places: number): AtOnce {
  let taken = 0
  const queue: (() => void)[] = []
  return async (work) => {
    if (taken >= places) await new Promise<void>((resolve) => queue.push(resolve))
    else taken += 1
    try {
      return await work()
    } finally {
      // The place goes from hand to hand, so that nobody who comes later is first.
      const next = queue.shift()
      if (next) next()
      else taken -= 1
    }
  }
}
