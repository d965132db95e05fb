import { __iconData as arrowDown } from '@lucide/vue/dist/esm/icons/arrow-down.mjs'
import { __iconData as arrowUp } from '@lucide/vue/dist/esm/icons/arrow-up.mjs'
import { __iconData as listFilter } from '@lucide/vue/dist/esm/icons/list-filter.mjs'
import { glyph } from '../../shared/icons.ts'

export const ArrowDownIcon = /*#__PURE__*/ glyph(arrowDown)
export const ArrowUpIcon = /*#__PURE__*/ glyph(arrowUp)
export const FilterIcon = /*#__PURE__*/ glyph(listFilter)
