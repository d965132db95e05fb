import type { OperationsCatalogue } from './words.en.ts'

const plural = new Intl.PluralRules('ru')
/** По числу: «1 сообщение», «2 сообщения», «5 сообщений». */
const many = (count: number, one: string, few: string, other: string): string => {
  const form = plural.select(count)
  return `${count.toLocaleString('ru')} ${form === 'one' ? one : form === 'few' ? few : other}`
}
const messages = (count: number): string => many(count, 'сообщение', 'сообщения', 'сообщений')
const people = (count: number): string => many(count, 'человек', 'человека', 'человек')

/** The words of Operations in Russian. */
export const russian: OperationsCatalogue = {
  heading: 'Операции',
  notOpened: 'Откройте «Операции» из своей системы',
  notOpenedHelp: 'Кто вы и можно ли вам сюда, говорит ваша система. Сама эта страница знать этого не может.',
  passOver: 'Время на этой странице вышло. Откройте «Операции» из своей системы ещё раз.',
  sections: 'Разделы',
  moreThan: (count) => (count >= 1000 ? '999+' : count.toLocaleString('ru')),
  more: 'Показать ещё',
  tryAgain: 'Попробовать ещё раз',
  loading: 'Загружаем',
  notFresh: (at) => `Данные на ${at}, новых получить не удалось.`,
  back: 'Назад',

  tabs: {
    unknown: 'Решать вам',
    failed: 'Неудачи',
    waiting: 'Ожидание',
    batches: 'Рассылки',
    callbacks: 'Обратные вызовы',
    deeds: 'Что сделано',
  },
  about: {
    unknown:
      'Ответ вашей системы потерялся, и она не может сказать, ушло ли сообщение. Само оно повторно не отправится никогда: посмотрите в системе и решите.',
    failed:
      'Сообщения за последние семь дней, которые не ушли или не были доставлены. Клиенты ничего не получили.',
    waiting: 'Шаги процессов, которые ещё не закончились.',
    batches: 'Списки людей, которым уходит одно и то же сообщение.',
    callbacks: 'Ответы, которых ждёт ваш движок процессов.',
    deeds: 'Решения, повторные попытки и остановки — и кто их сделал.',
  },
  empty: {
    unknown: 'Решать нечего',
    failed: 'Всё ушло',
    waiting: 'Никто ничего не ждёт',
    batches: 'Рассылок ещё не было',
    callbacks: 'Все ответы приняты',
    callbacksAll: 'Ответов ещё не было',
    deeds: 'Здесь ещё ничего не делали',
  },
  emptyHelp: {
    unknown: 'Сообщение, о судьбе которого узнать нельзя, появится здесь за несколько секунд.',
    failed: 'То, что не удалось отправить, появится здесь — по причинам.',
    waiting: 'Здесь появятся шаги, которые ждут закрытия сессии, своего времени или судьбы сообщения.',
    batches: 'Список, отправленный в POST /v1/batches, появится здесь вместе с ходом рассылки.',
    callbacks: 'Ответ, который никто не принял по его адресу, появится здесь.',
    callbacksAll: 'Здесь появятся шаги, у которых указан адрес для ответа.',
    deeds: 'Кто здесь что-то решил, повторил или остановил, записывается.',
  },

  noAddress: 'Без адреса',
  process: 'процесс',
  byOperator: (name) => `автор — ${name}`,
  fromBatch: (id) => `из рассылки ${id}`,
  number: (id) => `Операция ${id}`,
  noText: 'Без текста',

  askedAt: (at) => `Передано вашей системе ${at}, ответа не было.`,
  findings: {
    absent: 'Пока ваша система его не показывает.',
    pending: 'Ваша система ещё занята им.',
    unknowable: 'Ваша система не умеет этого сказать.',
    silent: 'На вопрос о нём ваша система не ответила.',
  },
  lookedFor: 'Узнаём у системы, что с ним стало. Решать пока нечего.',
  looksAt: (at) => `Спросим её ещё раз ${at}.`,
  looksNoMore: 'Больше мы её не спрашиваем.',
  openInHost: 'Посмотреть в системе',
  openRecord: 'Открыть запись',
  arrived: 'Дошло',
  sendAgain: 'Отправить ещё раз',
  arrivedTitle: 'Это сообщение дошло?',
  arrivedMeans:
    'Оно будет считаться отправленным, и процесс пойдёт дальше так. Подтверждайте, только если видите сообщение в системе или клиент на него ответил. Отменить это нельзя.',
  sendAgainTitle: 'Отправить это сообщение ещё раз?',
  sendAgainMeans:
    'Оно уйдёт сейчас как новое сообщение. Если первое всё-таки дошло, клиент получит его дважды. Отменить это нельзя.',
  judging: 'Спрашиваем систему в последний раз…',

  count: messages,
  undeliveredClass: 'Отправлено, но позже сообщено, что не доставлено',
  refusedClass: 'Не разрешено правилом',
  failedClass: 'Не принято вашей системой',
  newest: (at) => `последнее — ${at}`,
  leftToOperators: (count) => `${messages(count)} операторов: им об этом сказано, решают они сами`,
  inBatch: (count, id) => `${people(count)} из рассылки ${id}`,
  examples: 'Примеры',
  retryAfterFix: 'Исправлено, отправить снова',
  retryTitle: (count) => `Отправить ${messages(count)} сейчас?`,
  retryMeans:
    'Ни одно из них не ушло, поэтому дважды никто ничего не получит. Каждое заново проверяется по всем правилам, а в тихие часы ждёт их конца. Что опять не уйдёт, вернётся сюда.',
  retryLateMeans:
    'Ваша система сообщила, что ни одно из них не доставлено. Каждое уйдёт новым сообщением, прежнее останется в переписке. Все правила проверяются заново, а в тихие часы сообщение ждёт их конца.',
  retried: (count) => `Снова в пути: ${messages(count)}.`,
  leftToWriters: (count) => `Оставлено как есть: ${messages(count)}, на этих линиях вам можно только читать.`,
  nothingRetried: 'Отправлять снова уже нечего.',

  why: {
    'open-session': 'Ждёт, пока закроется открытая сессия',
    'send-at': 'Ждёт своего времени',
    'quiet-hours': 'Ждёт конца тихих часов',
    waiting: 'Вот-вот начнётся',
    sending: 'Отправляется',
    watching: 'Отправлено, ждём, что будет дальше',
  },
  otherWhy: 'Ждёт',
  wanted: {
    accepted: 'пока не примут',
    sent: 'пока не отправят',
    delivered: 'пока не доставят',
    read: 'пока не прочитают',
    answered: 'пока клиент не ответит',
  },
  deadline: (at) => `самое позднее — до ${at}`,
  next: (at) => `посмотрим снова ${at}`,
  leaves: (at) => `уйдёт ${at}`,
  hopOf: (sent, all) => `сообщение ${sent} из ${all}`,
  cancel: 'Отменить шаг',
  cancelTitle: 'Отменить этот шаг?',
  cancelMeans:
    'Что не ушло, уже не уйдёт, и процесс пойдёт дальше по выходу «пропущено». Что ушло, останется отправленным, но следить за ним мы перестанем.',
  calledOff: 'Отменён, завершается',

  batch: (id) => `Рассылка ${id}`,
  dryRun: 'пробный прогон',
  states: {
    receiving: 'Список ещё идёт к нам',
    rejected: 'Не начата: в списке неверные строки',
    running: 'Идёт',
    paused: 'На паузе',
    cancelled: 'Отменена',
    done: 'Закончена',
  },
  resting: (at) => `Ждёт до ${at}: ваша система нездорова или просит не спешить.`,
  progress: (done, total) => `${done.toLocaleString('ru')} из ${total.toLocaleString('ru')}`,
  parts: {
    sent: (count) => `отправлено ${count.toLocaleString('ru')}`,
    wouldSend: (count) => `можно отправить ${count.toLocaleString('ru')}`,
    wrongRows: (count) => many(count, 'неверная строка', 'неверные строки', 'неверных строк'),
    refused: (count) => `не разрешено ${count.toLocaleString('ru')}`,
    failed: (count) => `не удалось ${count.toLocaleString('ru')}`,
    unknown: (count) => `неизвестно ${count.toLocaleString('ru')}`,
    skipped: (count) => `пропущено ${count.toLocaleString('ru')}`,
    cancelled: (count) => `не начато ${count.toLocaleString('ru')}`,
  },
  undelivered: (count) =>
    `Из отправленных не доставлено ${count.toLocaleString('ru')}: об этом ваша система сообщила позже.`,
  seeFailures: 'Почему и как повторить',
  rate: (rate) => `${rate.toLocaleString('ru', { maximumFractionDigits: 1 })} в секунду`,
  left: (time) => `осталось около ${time}`,
  pause: 'Приостановить',
  resume: 'Продолжить',
  cancelBatch: 'Отменить',
  cancelBatchTitle: 'Отменить рассылку насовсем?',
  cancelBatchMeans: (count) =>
    `Ничего не получат: ${people(count)}. Что уже в пути, дойдёт до конца. Отменить это нельзя; чтобы остановиться на время, поставьте рассылку на паузу.`,
  results: 'Результаты',
  errors: 'Неверные строки',

  callbackStates: {
    waiting: 'Шаг ещё не закончился',
    pending: 'Пока не принят',
    delivered: 'Принят',
    'given-up': 'Три дня не принимали, больше не пробуем',
  },
  showCallbacks: 'Какие ответы',
  notTaken: 'Не принятые',
  all: 'Все',
  tries: (count) => many(count, 'попытка', 'попытки', 'попыток'),
  notTried: 'ещё не пробовали',
  answered: (status, at) => `ответ ${status}, ${at}`,
  noAnswer: (at) => `без ответа ${at}`,
  nextTry: (at) => `следующая попытка ${at}`,
  retryNow: 'Попробовать сейчас',
  sendOnceMore: 'Послать ещё раз',

  done: (who, what) => `${who}: ${what}`,
  secret: 'Кто-то с ключом рабочего пространства',
  deeds: {
    arrived: 'подтверждено, что дошло',
    'send-again': 'отправлено ещё раз',
    cancel: 'шаг отменён',
    'failures-retry': 'неудачи одной причины отправлены снова',
    'batch-pause': 'рассылка приостановлена',
    'batch-resume': 'рассылка продолжена',
    'batch-cancel': 'рассылка отменена',
    'batch-retry': 'людям из рассылки отправлено снова',
    'callback-retry': 'ответ послан ещё раз',
  },
  deedUnfinished: 'чем кончилось, неизвестно',
  deedRefused: 'сделать не удалось',
}
