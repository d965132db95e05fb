import { vi } from 'vitest'

/** Waits until it holds. Longer than usual: on busy cores a browser may need seconds for what takes milliseconds. */
export const eventually = <T>(holds: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(holds, { timeout: 15_000 })
