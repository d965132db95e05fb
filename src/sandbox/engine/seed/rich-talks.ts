import type { Talk } from './shapes.ts'

const DAY = 24 * 60

const OFFER = `<div style="font-family:Georgia"><p>Dear team,</p>
<p>please find below what we need for the <b>hallway</b> and the <i>reading corner</i>:</p>
<table border="1"><tr><th>Lamp</th><th>Pieces</th></tr><tr><td>Halo 60, brass</td><td>2</td></tr><tr><td>Terra floor</td><td>1</td></tr></table>
<p><img src="https://tracker.example/pixel.gif" width="1" height="1" alt=""><img src="https://pictures.example/hallway-plan.png" alt="Plan of the hallway"></p>
<p>Could you deliver before <a href="https://calendar.example/december">10 December</a>?</p>
<script>document.body.innerHTML = 'broken'</script>
<p>Kind regards,<br>Chloe Bennett</p></div>`

/** Talks in which there is more than words, as far as each vendor's host keeps it. */
export const RICH_TALKS: readonly Talk[] = [
  {
    with: 'c-21',
    channel: 'whatsapp',
    state: 'active',
    operator: 'op-1',
    asides: [
      { kind: 'event', minutesAgo: 310, text: 'Conversation was assigned to Irina by the routing rule' },
      {
        kind: 'note',
        by: 'op-2',
        minutesAgo: 290,
        text: 'Похоже на брак партии от 12 октября. Оля, забери, пожалуйста: ты вела её заказ.',
      },
      { kind: 'event', minutesAgo: 288, text: 'Assigned to Olga by Irina' },
    ],
    turns: [
      { from: 'customer', minutesAgo: 312, text: 'Добрый день! Торшер пришёл, но на основании царапина' },
      { from: 'customer', minutesAgo: 311, text: 'Вот фото', files: ['seed-1'] },
      { from: 'op-2', minutesAgo: 300, text: 'Здравствуйте, Мария! Простите нас. Сейчас разберёмся.' },
      { from: 'customer', minutesAgo: 297, text: 'И загорается не сразу', files: ['seed-4'] },
      { from: 'customer', minutesAgo: 296, text: '', files: ['seed-3'] },
      {
        from: 'op-1',
        minutesAgo: 280,
        text: 'Мария, заменим основание бесплатно. Куда привезти?',
        answers: 1,
      },
      {
        from: 'customer',
        minutesAgo: 270,
        text: 'Покровка, 17, вход с переулка',
        parts: { place: { latitude: 55.7601, longitude: 37.6386, title: 'Покровка, 17' } },
      },
      {
        from: 'customer',
        minutesAgo: 269,
        text: 'Игорь Осипов, +7 916 777-88-00',
        parts: { card: { firstName: 'Игорь', lastName: 'Осипов', phone: '+79167778800' } },
      },
      { from: 'customer', minutesAgo: 268, text: 'Это муж, он будет дома после шести' },
      { from: 'op-1', minutesAgo: 262, text: 'Записала: сегодня с 18 до 20.', parts: { deletedAfter: 3 } },
      { from: 'op-1', minutesAgo: 258, text: 'Записала: завтра с 18 до 20, сегодня машина уже занята.' },
    ],
  },
  {
    with: 'c-28',
    channel: 'email',
    state: 'active',
    operator: 'op-1',
    subject: 'Lamps for the hallway',
    asides: [
      {
        kind: 'note',
        by: 'op-1',
        minutesAgo: 2 * DAY - 60,
        text: 'Brass is back in stock on the 3rd; offer both.',
      },
    ],
    turns: [
      {
        from: 'customer',
        minutesAgo: 2 * DAY,
        text: 'Dear team, please find below what we need for the hallway and the reading corner: Halo 60, brass (2), Terra floor (1). Could you deliver before 10 December? Kind regards, Chloe Bennett',
        files: ['seed-2'],
        parts: { html: OFFER, cc: ['studio@bennett-rooms.example'] },
      },
      {
        from: 'op-1',
        minutesAgo: 2 * DAY - 180,
        text: 'Good afternoon, Chloe. Two Halo 60 in brass and one Terra: 94 500 ₽ with delivery on 8 December. Shall I reserve them?',
      },
      {
        from: 'customer',
        minutesAgo: DAY,
        text: 'Three lamps we like, choose one',
        parts: { drawnAs: 'cards' },
      },
    ],
  },
]
