import { computed, type ComputedRef } from '@vue/runtime-core'
import { useLocale } from '../shared/words/language.ts'

/** The words of the page without a record. */
const english = {
  find: 'Find a customer',
  lines: 'Your lines',
  linesHelp: 'Choose where to write from, and then the customer.',
  startOn: (line: string) => `New session on ${line}`,
  noLines: 'You are not an operator of any line: you may search and read, but not start a session.',
  noSearch: 'This host does not let customers be searched from here.',
  nobody: (query: string) => `Nobody found for “${query}”`,
  nobodyHelp: 'Check how it is written.',

  write: 'Write',
  writeTo: (name: string) => `Write to ${name}`,
  go: 'Go to the session',
  goOn: (line: string, name: string) => `Go to the session on ${line} with ${name}`,
  see: 'See the correspondence',
  seeOf: (name: string) => `See the correspondence with ${name}`,
  withYou: 'with you',
  back: 'Back to the search',
  correspondence: (name: string) => `Correspondence with ${name}`,
}

type StartCatalogue = typeof english

const russian: StartCatalogue = {
  find: 'Найти клиента',
  lines: 'Ваши линии',
  linesHelp: 'Выберите линию, от которой написать, а затем клиента.',
  startOn: (line) => `Новая сессия в линии «${line}»`,
  noLines: 'Вы не оператор ни одной линии: можно искать и читать, но не начинать сессии.',
  noSearch: 'Эта система не даёт искать клиентов отсюда.',
  nobody: (query) => `По запросу «${query}» никого нет`,
  nobodyHelp: 'Проверьте, так ли это пишется.',

  write: 'Написать',
  writeTo: (name) => `Написать: ${name}`,
  go: 'Перейти к сессии',
  goOn: (line, name) => `Перейти к сессии в линии «${line}»: ${name}`,
  see: 'Открыть переписку',
  seeOf: (name) => `Открыть переписку: ${name}`,
  withYou: 'ведёте вы',
  back: 'Вернуться к поиску',
  correspondence: (name) => `Переписка: ${name}`,
}

/** The words in the card's language. */
export function useStartWords(): ComputedRef<StartCatalogue> {
  const locale = useLocale()
  return computed(() => (locale.value === 'ru' ? russian : english))
}
