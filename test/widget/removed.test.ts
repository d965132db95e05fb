import { expect, it } from 'vitest'
import { readAgain } from '../../widget/conversation/stores/reading-again.ts'
import { emptyThread, startWith, type HistoryPage } from '../../widget/conversation/stores/thread.ts'
import { from } from '../../widget/stories/people.ts'

const START = Date.parse('2026-11-18T10:00:00Z')
const SIZE = 4
const said = (number: number, kind: 'text' | 'note' = 'text') =>
  from(0, `Message ${number}`, { id: `m-${number}`, kind, at: new Date(START + number * 1000).toISOString() })

/** Twelve messages on three pages that are counted from the newest, all held; then these are not there any more. */
async function heldAfter(removed: readonly number[], { meanwhile = 0, note = 0 } = {}): Promise<number[]> {
  let all = Array.from({ length: 12 }, (_, n) => said(n + 1, n + 1 === note ? 'note' : 'text'))
  const thread = emptyThread()
  startWith(thread, { items: all, next: null }, null)
  thread.stale = true
  thread.untold = thread.items
  const without = (numbers: readonly number[]) =>
    all.filter(({ id }) => !numbers.some((one) => id === `m-${one}`))
  all = without(removed)
  const page = (cursor: string | null): HistoryPage => {
    const end = all.length - Number(cursor ?? 0)
    const next = end > SIZE ? String(Number(cursor ?? 0) + SIZE) : null
    return { items: all.slice(Math.max(0, end - SIZE), end), next }
  }
  const newest = page(null)
  if (meanwhile > 0) all = without([meanwhile])
  await readAgain(thread, (cursor) => Promise.resolve(page(cursor)), [newest])
  return thread.items.map(({ id }) => Number(id.slice(2)))
}
const allBut = (...numbers: number[]) =>
  Array.from({ length: 12 }, (_, n) => n + 1).filter((one) => !numbers.includes(one))

it.each([
  ['between its neighbours', [10]],
  ['where one page ends and the next begins', [8]],
  ['the newest', [12]],
  ['the oldest', [1]],
  ['several, a whole page of them', [5, 6, 7, 8]],
])('what a host has removed without a mark goes once it is read again: %s', async (_where, removed) => {
  expect(await heldAfter(removed)).toEqual(allBut(...removed))
})

it('what slips from one page to the other while they are read is no removal, and a note may only not be shown', async () => {
  // One of the newest goes after its page was read: all that follow stand one place further up, and 8 is on neither page.
  expect(await heldAfter([], { meanwhile: 11 })).toEqual(allBut())
  expect(await heldAfter([6], { note: 6 })).toEqual(allBut())
})
