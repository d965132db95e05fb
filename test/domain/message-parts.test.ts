import { expect, test } from 'vitest'
import { attachmentKind } from '../../src/domain/message-parts.ts'

test.each([
  ['image/png', null, 'image'],
  ['audio/ogg', 'file', 'audio'],
  ['video/mp4', null, 'video'],
  ['application/pdf', 'image', 'file'],
  ['application/octet-stream', 'image', 'image'],
  ['application/pdf', null, 'file'],
  ['image/svg+xml', 'image', 'file'],
  [null, 'audio', 'audio'],
  [null, 'share', 'file'],
  [null, null, 'file'],
] as const)('a file of the type %s, called "%s", is shown as %s', (type, word, kind) => {
  expect(attachmentKind(type, word)).toBe(kind)
})
