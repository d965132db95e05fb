import type { Channel } from '../../../domain/words.ts'
import type { Person } from './shapes.ts'

/** Name, company, phone, mailbox, bot name. */
type Row = readonly [
  name: string,
  company: string | null,
  phone: string | null,
  mailbox: string | null,
  bot: string | null,
]

const ROWS: readonly Row[] = [
  ['Мария Осипова', null, '+79167778899', 'maria.osipova@mail.example', null],
  ['Andrei Popescu', 'Lumina Decor', '+40721234567', 'andrei@lumina-decor.example', null],
  ['Светлана Белоусова', 'Школа «Радуга»', '+79031234501', 'school@raduga.example', 'svetlana_b'],
  ['Emma Johansen', null, '+4791234567', 'emma.johansen@mail.example', null],
  ['Роман Кузнецов', null, '+79651234502', null, 'roman_k'],
  ['Fatima Zahra El Amrani', 'Riad Zitoun', '+212612345678', 'fatima@riad-zitoun.example', null],
  ['Дмитрий Соколов', 'Бюро «Угол»', '+79851234503', 'd.sokolov@ugol.example', null],
  ['Chloe Bennett', null, '+447700900456', 'chloe.bennett@mail.example', null],
  ['Юлия Макарова', null, null, 'yulia.makarova@mail.example', null],
  ['Marek Novák', 'Novák a syn', '+420601123456', 'marek@novak-a-syn.example', null],
  ['Артём Григорьев', 'Коворкинг «Полдень»', '+79991234504', 'hello@polden.example', 'artem_polden'],
  ['Sofia Almeida', null, '+351912345678', 'sofia.almeida@mail.example', null],
  ['Людмила Фёдорова', null, '+79521234505', null, null],
  ['Daniel Okafor', 'Okafor Interiors', '+2348031234567', 'daniel@okafor-interiors.example', null],
  ['Вера Антонова', 'Галерея «Свет»', '+79161234506', 'vera@galereya-svet.example', null],
  ['Nino Beridze', null, '+995555123456', 'nino.beridze@mail.example', 'nino_b'],
  ['Константин Ершов', null, '+79281234507', 'k.ershov@mail.example', null],
  ['Wei Chen', 'Chen & Daughters', '+8613812345678', 'wei@chen-daughters.example', null],
  ['Тимур Галеев', 'Чайная «Юрта»', '+79871234508', 'timur@yurta.example', null],
  ['Anna-Lena Schröder', null, '+4915201234509', 'al.schroeder@mail.example', null],
]

/** Contacts 21 to 40, who have nothing remarkable but their talks. */
export const MORE_PEOPLE: readonly Person[] = ROWS.map(([name, company, phone, mailbox, bot], index) => {
  const on: Partial<Record<Channel, string>> = {}
  if (phone !== null) on.whatsapp = phone
  if (mailbox !== null) on.email = mailbox
  if (bot !== null) on['telegram-bot'] = bot
  return {
    id: `c-${index + 21}`,
    name,
    company,
    phones: phone === null ? [] : [phone],
    emails: mailbox === null ? [] : [mailbox],
    on,
  }
})
