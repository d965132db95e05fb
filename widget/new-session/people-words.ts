import { computed, type ComputedRef } from '@vue/runtime-core'
import type { FindKey } from '../../src/domain/policy.ts'
import { useLocale } from '../shared/words/language.ts'

/** What may be written into the search, where the host says no more. */
const USUAL: readonly FindKey[] = ['name', 'phone', 'email', 'username']
/** One of them, in the language's own way of listing. */
function oneOf(keys: readonly FindKey[], words: Record<FindKey, string>, or: string): string {
  const named = (keys.length > 0 ? keys : USUAL).map((key) => words[key])
  const last = named.pop() ?? ''
  return named.length > 0 ? `${named.join(', ')} ${or} ${last}` : last
}
/** Inside the field there is room for the usual ones; all of them stand below it. */
const first = (keys: readonly FindKey[]): readonly FindKey[] =>
  keys.length > 2 ? keys.filter((key) => key !== 'id') : keys
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const KEYS: Record<FindKey, string> = {
  name: 'name',
  phone: 'phone',
  'whole-phone': 'whole phone number',
  email: 'email',
  username: '@name',
  id: 'customer id',
}
const RUSSIAN_KEYS: Record<FindKey, string> = {
  name: 'имя',
  phone: 'телефон',
  'whole-phone': 'телефон целиком',
  email: 'почта',
  username: '@имя',
  id: 'id клиента',
}
const RUSSIAN_BY: Record<FindKey, string> = {
  name: 'имени',
  phone: 'телефону',
  'whole-phone': 'телефону целиком',
  email: 'почте',
  username: 'имени в мессенджере',
  id: 'id клиента',
}

/** What is said where customers are looked for and created, in the form and on the page without a record. */
const english = {
  search: (keys: readonly FindKey[]) => capital(oneOf(first(keys), KEYS, 'or')),
  /** R-FIND-1: a host that finds by little says so before one has searched in vain. */
  foundBy: (keys: readonly FindKey[]) => `Customers are found here by ${oneOf(keys, KEYS, 'or')}.`,
  searchHint: 'Write at least three characters.',
  searching: 'Searching',
  nothingFound: 'Nobody found.',
  found: (count: number, more: boolean) => {
    if (more) return `The first ${count} are shown.`
    return count === 1 ? 'One found.' : `${count} found.`
  },
  more: 'Show more',
  results: 'Found customers',

  newContact: 'New contact',
  newAddress: 'Write to a new address',
  newAddressHint: 'The customer appears in the host with the first message.',
  writeThere: 'Write to this address',
  backToSearch: 'Back to search',
  name: 'Name',
  reachBy: 'Reach by',
  phone: 'Phone',
  email: 'Email',
  id: 'Customer id',
  hint: {
    phone: 'With the country code, +7 912 345-67-89',
    email: 'name@example.com',
    id: 'As your website or app knows the customer',
  },
  createContact: 'Create contact',
  creating: 'Creating',
  checking: 'Checking the address',
  didYouMean: 'Did you mean',
  notInternational: 'The number is not in international form.',
  keptAs: 'Will be kept as',
  existsAlready: (name: string) => `${name} has this address already.`,
  takeExisting: (name: string) => `Write to ${name}`,
  fillName: 'Fill in the name.',
  fill: { phone: 'Fill in the phone.', email: 'Fill in the email.', id: 'Fill in the customer id.' },
}

type PeopleCatalogue = typeof english

const russian: PeopleCatalogue = {
  search: (keys) => capital(oneOf(first(keys), RUSSIAN_KEYS, 'или')),
  foundBy: (keys) => `Клиента здесь находят по ${oneOf(keys, RUSSIAN_BY, 'или')}.`,
  searchHint: 'Введите хотя бы три знака.',
  searching: 'Ищем',
  nothingFound: 'Никого не нашли.',
  found: (count, more) => (more ? `Показаны первые ${count}.` : `Найдено: ${count}.`),
  more: 'Показать ещё',
  results: 'Найденные клиенты',

  newContact: 'Новый контакт',
  newAddress: 'Написать на новый адрес',
  newAddressHint: 'Клиент появится в системе с первым сообщением.',
  writeThere: 'Написать на этот адрес',
  backToSearch: 'К поиску',
  name: 'Имя',
  reachBy: 'Как связаться',
  phone: 'Телефон',
  email: 'Почта',
  id: 'Id клиента',
  hint: {
    phone: 'С кодом страны: +7 912 345-67-89',
    email: 'name@example.com',
    id: 'Под которым клиента знает сайт или приложение',
  },
  createContact: 'Создать контакт',
  creating: 'Создаём',
  checking: 'Проверяем адрес',
  didYouMean: 'Может быть,',
  notInternational: 'Номер записан не в международном виде.',
  keptAs: 'Сохраним как',
  existsAlready: (name) => `Этот адрес уже есть у контакта «${name}».`,
  takeExisting: (name) => `Написать: ${name}`,
  fillName: 'Впишите имя.',
  fill: { phone: 'Впишите телефон.', email: 'Впишите адрес почты.', id: 'Впишите id клиента.' },
}

/** The words of search and creation in the card's language. */
export function usePeopleWords(): ComputedRef<PeopleCatalogue> {
  const locale = useLocale()
  return computed(() => (locale.value === 'ru' ? russian : english))
}
