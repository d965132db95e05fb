/** A moment of the SDK, of the texts that our module makes it of. */
export class Datetime {
  readonly at: number

  constructor(text: string, format: string) {
    if (format !== 'YYYY-MM-DD') throw new Error(`Datetime: the format ${format} is not known here.`)
    this.at = Date.parse(`${text}T00:00:00.000Z`)
    if (Number.isNaN(this.at)) throw new Error(`Datetime: ${text} is no date.`)
  }
}
