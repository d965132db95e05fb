import '../element.ts'

/** Shows one scene: `?scene=many&locale=ru&theme=dark`. The server of the scenes answers under `/scenes/{name}`. */
const wanted = new URLSearchParams(location.search)
const element = document.createElement('firstline-conversation')
const locale = wanted.get('locale') ?? 'en'
const theme = wanted.get('theme') ?? 'light'

document.documentElement.lang = locale
document.documentElement.style.colorScheme = theme
element.setAttribute('gateway', `${location.origin}/scenes/${wanted.get('scene') ?? 'many'}`)
// A context whose middle says that there is no record (R-START-2).
element.setAttribute('context', wanted.get('scene')?.startsWith('start') ? 'e30.e30.story' : 'story')
element.setAttribute('locale', locale)
element.setAttribute('theme', theme)
document.querySelector('main')?.append(element)
