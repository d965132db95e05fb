import { describe, expect, it } from 'vitest'
import { languageOf } from '../../widget/new-session/stores/language-of.ts'

describe('the language of a text', () => {
  it('is that of most of its letters, or of the card', () => {
    expect(languageOf('', 'ru')).toBe('ru')
    expect(languageOf('7741', 'en')).toBe('en')
    expect(languageOf('Заказ order', 'en')).toBe('ru')
    expect(languageOf('Order заказ Pavel', 'ru')).toBe('en')
  })
})
