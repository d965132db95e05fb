import { __iconData as arrowLeft } from '@lucide/vue/dist/esm/icons/arrow-left.mjs'
import { glyph } from '../shared/icons.ts'

export const ArrowLeftIcon = /*#__PURE__*/ glyph(arrowLeft)
