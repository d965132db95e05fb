import { describe, expect, it } from 'vitest'
import { findReplies } from '../../widget/new-session/replies/search.ts'
import { russian } from '../../widget/new-session/replies/words/ru.ts'
import { REPLIES } from '../../widget/stories/scenes-templates.ts'

const found = (tab: 'mine' | 'directory', typed: string): string[] =>
  findReplies(REPLIES, tab, typed).map(({ title }) => title)

describe('searching canned replies (R-MSG-2)', () => {
  it.each([
    ['mine', '', ['Greeting', 'Thanks']],
    ['directory', '', ['Opening hours', 'Delivery']],
    ['mine', 'THANK', ['Thanks']],
    ['directory', 'courier', ['Delivery']],
    ['directory', 'nine delivery', []],
    ['mine', 'courier', []],
  ] as const)('in %s for “%s” finds %j', (tab, typed, expected) => {
    expect(found(tab, typed)).toEqual(expected)
  })
  it('puts titles before texts', () => {
    const [first, second] = REPLIES
    const replies = [
      { ...first!, id: '1', title: 'A', text: 'about hours' },
      { ...second!, id: '2', title: 'Hours', text: '', own: true },
    ]
    expect(findReplies(replies, 'mine', 'hours').map(({ id }) => id)).toEqual(['2', '1'])
  })
  it('is counted rightly in Russian', () => {
    expect([1, 3, 11].map(russian.found)).toEqual(['1 ответ', '3 ответа', '11 ответов'])
  })
})
