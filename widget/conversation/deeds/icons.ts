import { __iconData as ellipsis } from '@lucide/vue/dist/esm/icons/ellipsis.mjs'
import { glyph } from '../../shared/icons.ts'

export const MoreIcon = /*#__PURE__*/ glyph(ellipsis)
