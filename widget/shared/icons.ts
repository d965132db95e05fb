import { h, type FunctionalComponent } from '@vue/runtime-core'
import { __iconData as atSign } from '@lucide/vue/dist/esm/icons/at-sign.mjs'
import { __iconData as bot } from '@lucide/vue/dist/esm/icons/bot.mjs'
import { __iconData as botMessageSquare } from '@lucide/vue/dist/esm/icons/bot-message-square.mjs'
import { __iconData as check } from '@lucide/vue/dist/esm/icons/check.mjs'
import { __iconData as checkCheck } from '@lucide/vue/dist/esm/icons/check-check.mjs'
import { __iconData as chevronDown } from '@lucide/vue/dist/esm/icons/chevron-down.mjs'
import { __iconData as circleAlert } from '@lucide/vue/dist/esm/icons/circle-alert.mjs'
import { __iconData as circleDot } from '@lucide/vue/dist/esm/icons/circle-dot.mjs'
import { __iconData as circleQuestionMark } from '@lucide/vue/dist/esm/icons/circle-question-mark.mjs'
import { __iconData as clock } from '@lucide/vue/dist/esm/icons/clock.mjs'
import { __iconData as externalLink } from '@lucide/vue/dist/esm/icons/external-link.mjs'
import { __iconData as eye } from '@lucide/vue/dist/esm/icons/eye.mjs'
import { __iconData as globe } from '@lucide/vue/dist/esm/icons/globe.mjs'
import { __iconData as info } from '@lucide/vue/dist/esm/icons/info.mjs'
import { __iconData as mail } from '@lucide/vue/dist/esm/icons/mail.mjs'
import { __iconData as messageCircle } from '@lucide/vue/dist/esm/icons/message-circle.mjs'
import { __iconData as messageCircleMore } from '@lucide/vue/dist/esm/icons/message-circle-more.mjs'
import { __iconData as messageSquare } from '@lucide/vue/dist/esm/icons/message-square.mjs'
import { __iconData as messageSquareText } from '@lucide/vue/dist/esm/icons/message-square-text.mjs'
import { __iconData as messagesSquare } from '@lucide/vue/dist/esm/icons/messages-square.mjs'
import { __iconData as phone } from '@lucide/vue/dist/esm/icons/phone.mjs'
import { __iconData as plus } from '@lucide/vue/dist/esm/icons/plus.mjs'
import { __iconData as send } from '@lucide/vue/dist/esm/icons/send.mjs'
import { __iconData as smartphone } from '@lucide/vue/dist/esm/icons/smartphone.mjs'
import { __iconData as unplug } from '@lucide/vue/dist/esm/icons/unplug.mjs'
import { __iconData as userSearch } from '@lucide/vue/dist/esm/icons/user-round-search.mjs'

/** Lucide's drawings (ISC licence). Its own component costs four times what we need of it, so this one draws them. */
interface Drawing {
  readonly node: readonly (readonly [string, Readonly<Record<string, string>>])[]
}

const FRAME = {
  class: 'glyph',
  viewBox: '0 0 24 24',
  fill: 'none',
  stroke: 'currentColor',
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
  'aria-hidden': 'true',
}

/**
 * Always beside a word or inside something that has a name: a glyph itself is never heard. What is not
 * needed at once stands in `later-icons.ts` or where it is used: all that is in this file is loaded with the card.
 */
export function glyph(...drawings: Drawing[]): FunctionalComponent {
  return () =>
    h(
      'svg',
      FRAME,
      drawings.flatMap(({ node }) => node.map(([tag, attributes]) => h(tag, attributes))),
    )
}

/** Draws one icon small inside of another. */
function within(drawing: Drawing, x: number, y: number): Drawing {
  const small = { transform: `translate(${x} ${y}) scale(.44)`, 'stroke-width': '3' }
  return { node: drawing.node.map(([tag, attributes]) => [tag, { ...attributes, ...small }]) }
}

export const CheckIcon = /*#__PURE__*/ glyph(check)
export const CheckCheckIcon = /*#__PURE__*/ glyph(checkCheck)
export const ChevronDownIcon = /*#__PURE__*/ glyph(chevronDown)
export const AlertIcon = /*#__PURE__*/ glyph(circleAlert)
export const DotIcon = /*#__PURE__*/ glyph(circleDot)
export const QuestionIcon = /*#__PURE__*/ glyph(circleQuestionMark)
export const ClockIcon = /*#__PURE__*/ glyph(clock)
export const ExternalLinkIcon = /*#__PURE__*/ glyph(externalLink)
export const EyeIcon = /*#__PURE__*/ glyph(eye)
export const InfoIcon = /*#__PURE__*/ glyph(info)
export const MessagesIcon = /*#__PURE__*/ glyph(messagesSquare)
export const PlusIcon = /*#__PURE__*/ glyph(plus)
export const UnplugIcon = /*#__PURE__*/ glyph(unplug)
export const UserSearchIcon = /*#__PURE__*/ glyph(userSearch)

/** One monochrome set for the channels; messengers that live by the phone number have a receiver in their bubble. */
export const CHANNEL_ICONS = {
  email: glyph(mail),
  whatsapp: glyph(messageCircle, within(phone, 6.7, 6.7)),
  viber: glyph(messageSquare, within(phone, 6.7, 4.9)),
  'viber-bot': glyph(botMessageSquare),
  telegram: glyph(send),
  'telegram-bot': glyph(bot),
  vk: glyph(atSign),
  max: glyph(messageCircleMore),
  sms: glyph(messageSquareText),
  'web-chat': glyph(globe),
  'mobile-app': glyph(smartphone),
  custom: glyph(messagesSquare),
}
