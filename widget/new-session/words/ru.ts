import type { FormCatalogue } from './en.ts'

/** The words of the form in Russian. */
export const russian: FormCatalogue = {
  title: 'Новая сессия',
  titleWith: (name) => `Новая сессия: ${name}`,
  close: 'Закрыть',
  cancel: 'Отмена',
  send: 'Создать и отправить',
  sending: 'Отправляем',
  tryAgain: 'Повторить',
  keys: 'Ctrl ↵ — отправить',

  line: 'Линия',
  allLines: 'Все мои линии',

  contact: 'Клиент',
  change: 'Другой клиент',
  cannotSearch: 'Поиска клиентов здесь нет. Откройте форму из карточки с контактом.',

  justNow: 'только что',
  ago: (passed) => `${passed} назад`,
  lastWritten: (when, by, place) => `Последний раз писали ${when}${by === null ? '' : `: ${by}`} · ${place}`,
  lastAutomatic: (when, place) => `Последний раз писали ${when}, автоматически · ${place}`,

  where: 'Куда',
  onLine: (line) => `линия «${line}»`,
  free: 'Можно писать',
  freeUntil: (at) => `Можно до ${at}`,
  left: (count) => `осталось ${count.toLocaleString('ru')}`,
  over: (count) => `лишних ${count.toLocaleString('ru')}`,
  minutesLeft: (count) => `Ещё ${count} мин`,
  templateOnly: 'Только шаблон',
  templateFirst: 'Сначала шаблон',
  ages: { only: '', newest: 'из карточки', older: 'прежний адрес линии' },
  mailbox: (address) => `с адреса ${address}`,
  useSuggestion: (phone) => `Взять ${phone}`,
  checkAgain: 'Проверить снова',
  copyForAdministrator: 'Скопировать для администратора',
  copied: 'Скопировано',
  askAdministrator: (line, place, why) => `Не могу написать клиенту (линия «${line}», ${place}). ${why}`,
  noWays:
    'В ваших линиях нет адресов этого клиента. Добавьте телефон или почту в его карточку или напишите другому клиенту.',
  noWaysOnLine: 'У клиента нет адреса для этой линии.',
  chooseWay: 'Выберите, куда написать.',
  chooseContact: 'Сначала выберите клиента.',
  loadingWays: 'Смотрим, куда можно написать',
  cannotTell: {
    blocked: 'Система не сообщает, заблокировал ли нас клиент.',
    delivered: 'О доставке сообщений система не сообщает.',
    both: 'Система не сообщает ни о доставке сообщений, ни о том, заблокировал ли нас клиент.',
  },

  subject: 'Тема',
  subjectOptional: 'Можно не заполнять',
  message: 'Сообщение',
  messageHint: 'Напишите первое сообщение',

  goesFirst: 'Первым уйдёт сообщение линии',
  goesSecond: 'За ним — ваше',
  offersProblem: 'Не удалось узнать, что можно отправить этим способом.',

  restored: 'Ваш черновик на месте.',
  startAfresh: 'Начать заново',
  changedElsewhere: 'Этот черновик изменили в другой вкладке.',
  takeTheirs: 'Взять тот',
  keepMine: 'Оставить этот',
  unsaved: 'Черновик пока не сохранён: он только здесь.',

  refusedTitle: 'Не отправлено.',
  go: 'Перейти к сессии',
  continueThere: 'Отправить туда',
  chooseAnother: 'Выбрать другой способ',
  keptDraft: 'Текст сохранён.',
  brokenHint: 'Текст сохранён. Повтор отправит его не больше одного раза.',
  failedHint: 'Клиент ничего не получил. Текст сохранён.',
  alreadySent: 'Этот черновик уже отправлен:',
  slow: 'Это дольше обычного. Форму можно закрыть: чем всё кончилось, покажет карточка.',
  unknownHint: 'Пока не пишите это ещё раз: чем всё кончилось, покажет карточка.',
  meanwhile: 'Пока вы писали, это изменилось.',

  sent: {
    nothing: () => 'Отправлено.',
    'assign-to-me': () => 'Отправлено, сессия ваша.',
    close: () => 'Отправлено, сессия закрыта.',
    'hand-over': (target) =>
      target === null ? 'Отправлено и передано.' : `Отправлено и передано: ${target}.`,
    'assign-to-me-failed': () => 'Отправлено. Назначить сессию на вас не удалось.',
    'close-failed': () => 'Отправлено. Закрыть сессию не удалось.',
    'hand-over-failed': (target) =>
      target === null
        ? 'Отправлено. Передать сессию не удалось.'
        : `Отправлено. Передать сессию не удалось: ${target}.`,
    'assign-to-me-pending': () => 'Отправлено. Сессию ещё назначают на вас.',
    'close-pending': () => 'Отправлено. Сессия ещё закрывается.',
    'hand-over-pending': (target) =>
      target === null ? 'Отправлено. Сессию ещё передают.' : `Отправлено. Сессию ещё передают: ${target}.`,
  },
  repeat: {
    nothing: '',
    'assign-to-me': 'Назначить ещё раз',
    close: 'Закрыть ещё раз',
    'hand-over': 'Передать ещё раз',
  },
  repeatHint: 'Клиент второго сообщения не получит.',
  repeating: 'Повторяем',
  sentTo: (name) => `Отправлено: ${name}.`,
  sentAsFinished: 'Письмо отправлено. Сессия для него не открывается.',
  waitsForAnswer: 'Свободным текстом можно будет писать, когда клиент ответит.',
  earlierText: 'Прежний вариант этого текста уже отправляется.',
}
