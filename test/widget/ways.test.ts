import { describe, expect, it } from 'vitest'
import { session } from '../../widget/stories/people.ts'
import { email, reason, refused, way, WAYS } from '../../widget/stories/ways.ts'
import { obviousWay, waysToShow } from '../../widget/new-session/stores/ways.ts'

const no = refused(reason('blocked'))
const letter = { lineId: 'line-2', channel: 'email' as const, address: 'p.serov@example.com' }

describe('the ways to write', () => {
  it('are shown usable ones first, else as they came', () => {
    const shown = waysToShow([way({ verdict: no }), email(), way({ address: '+79990000000' })], '')
    expect(shown.map(({ address }) => address)).toEqual([
      'p.serov@example.com',
      '+79990000000',
      '+79123456789',
    ])
  })

  it('are only those of the line that was chosen', () => {
    expect(waysToShow(WAYS, 'line-3').map(({ channel }) => channel)).toEqual(['telegram-bot'])
    expect(waysToShow(WAYS, 'line-9')).toEqual([])
  })
})

describe('what is chosen for the person', () => {
  it('is the only usable way', () => {
    expect(obviousWay([way({ verdict: no }), email()], [])?.channel).toBe('email')
  })
  it('is the one last talked on', () => {
    expect(obviousWay(WAYS, [session({ id: 's-1', ...letter }), session({ id: 's-2' })])?.channel).toBe(
      'email',
    )
  })
  it('is nothing when several would do and none was used', () => {
    expect(obviousWay(WAYS, [])).toBeNull()
    expect(obviousWay(WAYS, [session({ id: 's-1', address: '+79990000000' })])).toBeNull()
  })
  it('is never a refused way', () => {
    expect(obviousWay([way({ verdict: no })], [session({ id: 's-1' })])).toBeNull()
  })
})
