import { __iconData as bookOpen } from '@lucide/vue/dist/esm/icons/book-open.mjs'
import { __iconData as paperclip } from '@lucide/vue/dist/esm/icons/paperclip.mjs'
import { __iconData as stickyNote } from '@lucide/vue/dist/esm/icons/sticky-note.mjs'
import { glyph } from '../../shared/icons.ts'

export const AttachIcon = /*#__PURE__*/ glyph(paperclip)
export const ReadingIcon = /*#__PURE__*/ glyph(bookOpen)
export const NoteIcon = /*#__PURE__*/ glyph(stickyNote)
