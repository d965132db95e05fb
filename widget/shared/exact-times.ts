import type { Locale } from '../../src/words/locale.ts'
import { exactly } from './times.ts'

// A row tells a few times; whatever holds more is no row.
const MOST_OF_A_ROW = 4

/** The times of the row in which somebody stands; none where it is not a row. */
export function timesOf(focused: Element): readonly HTMLElement[] {
  const row = focused.closest('[data-stop], li, article, summary, header') ?? focused
  const times = [...row.querySelectorAll<HTMLElement>('time[datetime]')]
  return times.length > MOST_OF_A_ROW ? [] : times
}

/** One line for each: the exact time, and of what, where there are several or what is shown is no time at all. `data-exact` says it otherwise. */
export function exactLines(times: readonly HTMLElement[], locale: Locale): readonly string[] {
  const told = times.flatMap((time) => {
    const at = time.getAttribute('datetime') ?? ''
    return Number.isNaN(Date.parse(at))
      ? []
      : [{ shown: time.textContent.trim(), exact: time.dataset['exact'] ?? exactly(at, locale) }]
  })
  const lines = told.map(({ shown, exact }) =>
    told.length > 1 || !/\d/.test(shown) ? `${shown} · ${exact}` : exact,
  )
  return [...new Set(lines)]
}
