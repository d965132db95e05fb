import { readdirSync, readFileSync } from 'node:fs'

// The budgets of the widget (README): what a card loads first, and what the form adds when it is opened. The whole closure of
// imports counts, read from the built files themselves, with the longer of the two languages.
const DIR = 'dist/widget/'
const files = readdirSync(DIR).filter((name) => name.endsWith('.js'))
const named = (start) => files.find((name) => name.startsWith(start)) ?? fail(start)
const fail = (start) => {
  throw new Error(`The build has no file ${start}*.js: run npm run build, or correct .size-limit.mjs.`)
}

/** The file and all that it imports at once. */
function closure(name, seen = new Set()) {
  if (seen.has(name)) return seen
  seen.add(name)
  const code = readFileSync(DIR + name, 'utf8')
  for (const [, imported] of code.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
    closure(imported, seen)
  return seen
}

const first = new Set([...closure('firstline.js'), ...closure(named('russian-'))])
const form = [...closure(named('NewSession-')), ...closure(named('form-russian-'))].filter(
  (name) => !first.has(name),
)
const soon = [...closure(named('soon-parts-'))].filter((name) => !first.has(name))
const paths = (names) => [...names].map((name) => DIR + name)

export default [
  { name: 'The widget on a card, first load', path: paths(first), limit: '68 kB', gzip: true },
  { name: 'The form, when it is opened', path: paths(form), limit: '40 kB', gzip: true },
  // Without the form, which is loaded when somebody comes near to it.
  { name: 'What a card needs soon after it was shown', path: paths(soon), limit: '60 kB', gzip: true },
]
