import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventParser } from '../../../src/gateway/client/sse.ts'

const text =
  ': open\n\nid: 7\nevent: message\ndata: {"a":1}\n\nid: 8\r\ndata: one\r\ndata: two\r\n\r\n: still here\n\ndata:bare\n\n'
const events = [
  { id: '7', event: 'message', data: '{"a":1}' },
  { id: '8', event: 'message', data: 'one\ntwo' },
  { id: null, event: 'message', data: 'bare' },
]

describe('reading server-sent events', () => {
  it('gives the same events wherever the network cuts the text', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
        const parse = eventParser()
        const edges = [0, ...cuts.toSorted((a, b) => a - b), text.length]
        const found = edges.slice(1).flatMap((end, index) => parse(text.slice(edges[index], end)))
        expect(found).toEqual(events)
      }),
    )
  })

  it('keeps an unfinished event back', () => {
    const parse = eventParser()
    expect(parse('data: half')).toEqual([])
    expect(parse('\n')).toEqual([])
    expect(parse('\n')).toEqual([{ id: null, event: 'message', data: 'half' }])
  })
})
