import type { Talk, Turn } from './shapes.ts'

const EXCHANGES: readonly (readonly [asked: string, answered: string])[] = [
  [
    'Добрый день! Нужны светильники в номера второго этажа',
    'Добрый день, Ольга! Сколько номеров и какая высота потолков?',
  ],
  ['Двенадцать номеров, потолки 2,8 м', 'Тогда предложу «Линею» 40 см: свет мягкий, не слепит с кровати.'],
  ['А тёплый свет есть? У нас везде 2700', 'Да, 2700 К, с плавной регулировкой.'],
  ['Пришлите, пожалуйста, счёт на один для пробы', 'Отправила на почту. Доставим в четверг.'],
  ['Лампа пришла, выглядит хорошо', 'Рада слышать. Если понадобится другой цвет шнура, скажите.'],
  ['Гостям нравится, берём остальные одиннадцать', 'Отлично, ставлю в резерв. Срок две недели.'],
  ['А можно быстрее? Сезон начинается', 'Семь штук привезём в понедельник, четыре через неделю.'],
  ['Подходит, спасибо', 'Спасибо вам.'],
]
const ROUNDS = 20
const DAY = 24 * 60

/** A customer of several years: one session with some three hundred messages, to scroll in. */
export function longTalk(): Talk {
  const total = EXCHANGES.length * ROUNDS
  const turns: Turn[] = Array.from({ length: total }).flatMap((_, index): Turn[] => {
    const [asked, answered] = EXCHANGES[index % EXCHANGES.length] as readonly [string, string]
    const minutesAgo = (total - index) * 2 * DAY
    return [
      { from: 'customer', minutesAgo, text: asked },
      { from: 'op-1', minutesAgo: minutesAgo - 17, text: answered },
    ]
  })
  return { with: 'c-11', channel: 'whatsapp', state: 'closed', operator: 'op-1', turns }
}
