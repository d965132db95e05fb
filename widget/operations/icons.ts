import { __iconData as download } from '@lucide/vue/dist/esm/icons/download.mjs'
import { glyph } from '../shared/icons.ts'

export const DownloadIcon = /*#__PURE__*/ glyph(download)
