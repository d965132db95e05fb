import type { HostFailure } from './sentences.ts'

/**
 * What went wrong between us and the host. Only servers say these: a browser gets them as finished sentences, so it does not
 * load them.
 */
type HostFailures = Record<HostFailure, () => string>

export const englishHost: HostFailures = {
  'bad-request': () => 'The host did not accept the message. Check the text and the address.',
  'unknown-id': () => 'The host no longer has this customer, line or session. Load the card again.',
  'contact-exists': () => 'The host has this contact already.',
  'wrong-credentials': () => 'The host does not accept our key. An administrator has to renew it.',
  'not-allowed': () => 'The host does not allow this. An administrator can give the right.',
  'rate-limited': () => 'The host asks us to slow down. Try again in a few minutes.',
  'host-unreachable': () => 'The host cannot be reached at the moment. Try again in a minute.',
  'host-timeout': () => 'The host did not answer in time. Try again in a minute.',
  'host-broken': () => 'The host has a fault of its own at the moment. Try again in a minute.',
  'unexpected-answer': () => 'The host answered something we do not understand. Tell an administrator.',
  'setup-incomplete': () => 'This line is not fully set up. Tell an administrator.',
  'gateway-broken': () => 'Something went wrong on our side. Your text is kept; try again.',
  duplicate: () => 'Another row of this list is for the same person, and one message is enough.',
  cancelled: () => 'It was called off before it left.',
}

export const russianHost: HostFailures = {
  'bad-request': () => 'Система не приняла сообщение. Проверьте текст и адрес.',
  'unknown-id': () => 'Этого клиента, линии или сессии больше нет. Обновите карточку.',
  'contact-exists': () => 'Такой контакт уже есть.',
  'wrong-credentials': () => 'Система не принимает наш ключ. Обновить его может администратор.',
  'not-allowed': () => 'Система этого не разрешает. Право может выдать администратор.',
  'rate-limited': () => 'Система просит обращаться реже. Попробуйте через несколько минут.',
  'host-unreachable': () => 'Система сейчас недоступна. Попробуйте через минуту.',
  'host-timeout': () => 'Система не ответила вовремя. Попробуйте через минуту.',
  'host-broken': () => 'В системе сейчас сбой. Попробуйте через минуту.',
  'unexpected-answer': () => 'Система ответила непонятно. Сообщите администратору.',
  'setup-incomplete': () => 'Эта линия настроена не до конца. Сообщите администратору.',
  'gateway-broken': () => 'Что-то сломалось у нас. Текст сохранён, попробуйте ещё раз.',
  duplicate: () => 'В списке есть другая строка с этим же человеком, а писать ему дважды ни к чему.',
  cancelled: () => 'Отправку отменили раньше, чем сообщение ушло.',
}
