import type { Step } from './steps.ts'
import { ANSWER_STORIES, MESSAGE_STORIES, SESSION_STORIES, STATE_STORIES } from './stories-card.ts'
import { EXTRA_STORIES, FORM_STORIES, START_STORIES } from './stories-form.ts'

/** A state that has been designed, and how one comes to it. */
export interface Story {
  /** In English and in Russian. */
  readonly title: readonly [en: string, ru: string]
  /** Which scene the gateway plays; not said: the one of the same name. */
  readonly scene?: string
  readonly steps?: readonly Step[]
  /** What is done besides where the card is narrow. */
  readonly narrowSteps?: readonly Step[]
  /** The browser has no network. */
  readonly offline?: true
  /** The page gives the element neither a gateway nor a context. */
  readonly bare?: true
}

interface StoryGroup {
  readonly title: readonly [en: string, ru: string]
  readonly stories: Readonly<Record<string, Story>>
}

/** All states, as the page of stories lists them. Names are unique over all groups. */
export const STORY_GROUPS: readonly StoryGroup[] = [
  { title: ['The card', 'Карточка'], stories: STATE_STORIES },
  { title: ['Sessions', 'Сессии'], stories: SESSION_STORIES },
  { title: ['Messages', 'Сообщения'], stories: MESSAGE_STORIES },
  { title: ['Answering', 'Ответ'], stories: ANSWER_STORIES },
  { title: ['The form', 'Форма'], stories: FORM_STORIES },
  { title: ['What goes with a message', 'Что идёт с сообщением'], stories: EXTRA_STORIES },
  { title: ['Without a record', 'Без карточки'], stories: START_STORIES },
]

export const STORIES: Readonly<Record<string, Story>> = Object.assign(
  {},
  ...STORY_GROUPS.map(({ stories }) => stories),
)
