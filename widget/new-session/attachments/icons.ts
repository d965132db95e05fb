import { __iconData as file } from '@lucide/vue/dist/esm/icons/file.mjs'
import { __iconData as paperclip } from '@lucide/vue/dist/esm/icons/paperclip.mjs'
import { __iconData as rotate } from '@lucide/vue/dist/esm/icons/rotate-cw.mjs'
import { glyph } from '../../shared/icons.ts'

export const FileIcon = /*#__PURE__*/ glyph(file)
export const PaperclipIcon = /*#__PURE__*/ glyph(paperclip)
export const RetryIcon = /*#__PURE__*/ glyph(rotate)
