import type { Deal, Order } from '../types.ts'

type DealRow = readonly [title: string, contactId: string | null, amount: number, stage: Deal['stage']]
type OrderRow = readonly [
  number: number,
  title: string,
  contactId: string | null,
  amount: number,
  state: Order['state'],
]

const DEAL_ROWS: readonly DealRow[] = [
  ['Light for the meeting rooms', 'c-1', 148_200, 'contract'],
  ['Новый зал кафе «Липа»', 'c-2', 312_000, 'negotiation'],
  ['Studio Norr, autumn order', 'c-3', 96_400, 'won'],
  ['Wall lamps, Maison Fontaine', 'c-5', 54_900, 'negotiation'],
  ['Номера второго этажа, «Причал»', 'c-11', 428_000, 'won'],
  ['Lighting plan with Weber', 'c-14', 187_500, 'new'],
  ['Витрины лавки «Сорока»', 'c-17', 73_000, 'negotiation'],
  ['Four shops in Cluj', 'c-22', 540_000, 'new'],
  ['Классы школы «Радуга»', 'c-23', 265_000, 'contract'],
  ['Riad Zitoun, courtyard', 'c-26', 204_000, 'new'],
  ['Бюро «Угол», переговорная', 'c-27', 88_700, 'lost'],
  ['Галерея «Свет», подвесы', 'c-35', 391_000, 'contract'],
  ['Walk-in, name not taken', null, 12_300, 'new'],
]

const ORDER_ROWS: readonly OrderRow[] = [
  [7, 'Halo 60 pendant, 6 pcs', 'c-1', 148_200, 'delivered'],
  [11, 'Торшер «Осень», 2 шт.', 'c-13', 31_800, 'packing'],
  [12, 'Floor lamp Arc', 'c-3', 24_900, 'delivered'],
  [13, 'Бра «Лист», 8 шт.', 'c-2', 59_200, 'packing'],
  [14, '«Линея» 40, 11 шт.', 'c-11', 163_900, 'ready'],
  [15, 'Desk lamp Pivot and dimmer', 'c-1', 18_600, 'ready'],
  [16, 'Wall lamp Terra, 2 pcs', 'c-5', 27_400, 'packing'],
  [17, 'Настольная лампа «Полюс»', 'c-19', 9_900, 'ready'],
  [18, 'Настольная лампа «Гриб»', 'c-4', 7_400, 'ready'],
  [19, 'Shelf Norr, oak', 'c-20', 33_000, 'ready'],
  [20, 'Подвес «Капля», 3 шт.', 'c-6', 41_700, 'ready'],
  [21, 'Кресло «Сова»', 'c-15', 56_000, 'ready'],
  [22, 'Gift card', 'c-7', 5_000, 'ready'],
  [23, 'Table lamp Dune', 'c-18', 14_200, 'ready'],
]

/** Deals and orders; an order's id is its number. Amounts in roubles. */
export const DEALS: readonly Deal[] = DEAL_ROWS.map(([title, contactId, amount, stage], index) => ({
  id: `d-${index + 1}`,
  title,
  contactId,
  amount,
  currency: 'RUB',
  stage,
}))

export const ORDERS: readonly Order[] = ORDER_ROWS.map(([number, title, contactId, amount, state]) => ({
  id: `o-${number}`,
  number,
  title,
  contactId,
  amount,
  currency: 'RUB',
  state,
}))
