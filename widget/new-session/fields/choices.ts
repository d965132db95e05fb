/** Something that may be chosen by its name. */
export interface Choice {
  readonly id: string
  readonly name: string
  /** Under which heading it stands; absent: under none. */
  readonly group?: string
}

/** Choices under one heading, in their order; `from`: how many stand in the groups before it. */
export interface ChoiceGroup {
  readonly label: string | null
  readonly from: number
  readonly choices: readonly Choice[]
}

/** More than these are not shown at once: nobody reads so many, and writing a few letters is quicker. */
export const MOST_SHOWN = 60

const folded = (text: string): string => text.toLowerCase().replaceAll('ё', 'е')

/** Those whose name has every word of the query in it, wherever it stands; names that begin with the query come first. */
export function matching(choices: readonly Choice[], query: string): readonly Choice[] {
  const wanted = folded(query.trim())
  const words = wanted.split(/\s+/)
  const found = choices.filter(({ name }) => words.every((word) => folded(name).includes(word)))
  const begins = (choice: Choice): boolean => folded(choice.name).startsWith(wanted)
  return [...found.filter(begins), ...found.filter((choice) => !begins(choice))]
}

/** Puts them under their headings, in the order in which the headings first come. */
export function grouped(choices: readonly Choice[]): readonly ChoiceGroup[] {
  const groups = new Map<string | null, Choice[]>()
  for (const choice of choices) {
    const label = choice.group ?? null
    groups.set(label, [...(groups.get(label) ?? []), choice])
  }
  let from = 0
  return [...groups].map(([label, members]) => {
    const group = { label, from, choices: members }
    from += members.length
    return group
  })
}

/** What a box to choose from is told. */
export interface ChoiceBoxProps {
  readonly id: string
  readonly choices: readonly Choice[]
  readonly chosen: readonly Choice[]
  readonly label: string
  readonly placeholder: string
  readonly many: boolean
  readonly required: boolean
  readonly invalid: boolean
  /** What somebody has written here before it was there, who is shown the list at once; `null` or absent: nobody was here. */
  readonly begun?: string | null
  /** Ids of the sentences that explain it. */
  readonly described: string | undefined
}
