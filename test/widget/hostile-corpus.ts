/**
 * What an attacker may write where a customer may write: each one calls `fired(n)` if anything of it is ever run. Made by combining
 * elements, handlers, ways of quoting, schemes, encodings, contexts and letters that cannot be seen.
 */
export function hostileCorpus(): string[] {
  let n = 0
  const code = (): string => `top.fired(${(n += 1)})`
  const all = [
    ...scripts(code),
    ...handlers(code),
    ...schemes(code),
    ...breakouts(code),
    ...mutations(code),
    ...styles(code),
    ...clobbering(),
    ...encoded(code),
    ...letters(code),
  ]
  return [...new Set(all)]
}

type Code = () => string

function scripts(code: Code): string[] {
  return [
    `<script>${code()}</script>`,
    `<SCRIPT\n>${code()}</SCRIPT\t>`,
    `<script/x>${code()}</script>`,
    `<scr<script>ipt>${code()}</scr</script>ipt>`,
    `<script type=module>${code()}</script>`,
    `<script src="data:text/javascript,${code()}"></script>`,
    `<script>/*<!--<script>*/${code()}</script>`,
    `<svg><script>${code()}</script></svg>`,
    `<svg><script href="data:text/javascript,${code()}"/></svg>`,
    `<math><script>${code()}</script></math>`,
    `<iframe srcdoc="<script>${code()}</script>"></iframe>`,
    `<iframe srcdoc="&lt;img src=x onerror=${code()}&gt;"></iframe>`,
    `<template><script>${code()}</script></template>`,
    `<div><template shadowrootmode=open><script>${code()}</script></template></div>`,
    `<template shadowrootmode=open><img src=x onerror=${code()}></template>`,
    `<object data="data:text/html,<script>${code()}</script>"></object>`,
    `<embed src="data:text/html,<script>${code()}</script>">`,
  ]
}

/** Elements that do something by themselves, with the event that tells of it. */
const SELF_STARTING: readonly (readonly [element: string, event: string])[] = [
  ['img src=x', 'onerror'],
  ['image src=x', 'onerror'],
  ['img srcset=x', 'onerror'],
  ['svg', 'onload'],
  ['body', 'onload'],
  ['body', 'onpageshow'],
  ['iframe', 'onload'],
  ['iframe srcdoc=x', 'onload'],
  ['video src=x', 'onerror'],
  ['audio src=x', 'onerror'],
  ['video autoplay', 'onloadstart'],
  ['video><source src=x', 'onerror'],
  ['picture><img src=x', 'onerror'],
  ['input autofocus', 'onfocus'],
  ['input type=image src=x', 'onerror'],
  ['select autofocus', 'onfocus'],
  ['textarea autofocus', 'onfocus'],
  ['button autofocus', 'onfocus'],
  ['div contenteditable autofocus', 'onfocus'],
  ['a href=x autofocus', 'onfocus'],
  ['details open', 'ontoggle'],
  ['dialog open', 'ontoggle'],
  ['div popover', 'onbeforetoggle'],
  ['marquee', 'onstart'],
  ['object data=x', 'onerror'],
  ['embed src=x', 'onload'],
  ['link rel=stylesheet href=x', 'onerror'],
  ['style', 'onload'],
  ['script src=x', 'onerror'],
  ['svg><animate attributeName=x dur=1s', 'onbegin'],
  ['svg><set attributeName=x', 'onbegin'],
  ['svg><image href=x', 'onerror'],
  ['math><mtext><img src=x', 'onerror'],
  ['p style="animation:breathe 1s"', 'onanimationstart'],
  ['p style="position:fixed;inset:0"', 'onpointerover'],
  ['a style="position:fixed;inset:0" href=#', 'onmouseover'],
]

/** Ways to write an attribute that a filter of text may not expect. */
const QUOTINGS: readonly ((element: string, event: string, code: string) => string)[] = [
  (element, event, code) => `<${element} ${event}=${code}>`,
  (element, event, code) => `<${element} ${event.toUpperCase()}="${code}">`,
  (element, event, code) => `<${element}\n\t${event}\n=\n'${code}'>`,
  (element, event, code) => `<${element} /${event}=${code}//`,
  (element, event, code) => `"><${element} ${event}=${entities(code)}>`,
  (element, event, code) => `</p></div><${element} x="'>" ${event}=\`\`;${code}>`,
  (element, event, code) => `<${element} title="a&quot;" ${event}="${code}" ${event}=x <b>`,
]

const handlers = (code: Code): string[] =>
  SELF_STARTING.flatMap(([element, event]) => QUOTINGS.map((quoting) => quoting(element, event, code())))

/** A scheme that runs, as browsers still read it. */
const SCHEMES: readonly ((code: string) => string)[] = [
  (code) => `javascript:${code}`,
  (code) => `JaVaScRiPt:${code}`,
  (code) => `\u0001 javascript:${code}`,
  (code) => `java\tscr\nipt:${code}`,
  (code) => `&#106;avascript&colon;${code}`,
  (code) => `java&Tab;script&NewLine;:${code}`,
  (code) => `javascript://shop.example/%0A${code}`,
  (code) => `vbscript:${code}`,
  (code) => `data:text/html,<script>${code}</script>`,
  (code) => `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='${code}'/>`,
  (code) => `view-source:javascript:${code}`,
]
const CARRIERS: readonly ((address: string) => string)[] = [
  (address) => address,
  (address) => `<a href="${address}" autofocus>https://bank.example</a>`,
  (address) => `<iframe src="${address}"></iframe>`,
  (address) => `<form action="${address}"><button>Open</button></form>`,
  (address) => `<button formaction="${address}">Open</button>`,
  (address) => `<object data="${address}"></object>`,
  (address) => `<embed src="${address}">`,
  (address) => `<img src="${address}">`,
  (address) => `<svg><a xlink:href="${address}"><text y=20>Open</text></a></svg>`,
  (address) => `<math href="${address}">Open</math>`,
  (address) => `<meta http-equiv=refresh content="0;url=${address}">`,
  (address) => `<base href="${address}//"><a href=x>Open</a>`,
]
const schemes = (code: Code): string[] =>
  SCHEMES.flatMap((scheme) => CARRIERS.map((carrier) => carrier(scheme(code()))))

const CONTEXTS =
  `" ' \` > --> ]]> */ }} ?> %> </textarea> </title> </style> </script> </noscript> </template> </select> </svg> </xmp> &quot;>`.split(
    ' ',
  )
const breakouts = (code: Code): string[] => [
  ...CONTEXTS.flatMap((end) => [
    `${end}<img src=x onerror=${code()}>`,
    `${end} autofocus onfocus=${code()} x=`,
    `<!--${end}<svg onload=${code()}>-->`,
  ]),
  `{{constructor.constructor('${code()}')()}}`,
  `{{_openBlock.constructor('${code()}')()}}`,
  `\${${code()}}`,
  `#{${code()}}`,
  `<%= ${code()} %>`,
  `<div v-html="'<img src=x onerror=${code()}>'" @click="${code()}" :onclick="${code()}"></div>`,
  `__proto__`,
  `constructor`,
]

/** Trees that change when they are written out and read again. */
const NESTS: readonly ((inner: string) => string)[] = [
  (inner) => `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;${escaped(inner)}">`,
  (inner) => `<form><math><mtext></form><form><mglyph><style></math>${inner}`,
  (inner) => `<svg><desc><style><a title="</style>${inner}">`,
  (inner) => `<svg></p><style><a id="</style>${inner}">`,
  (inner) => `<svg><foreignObject><p><style><g title="</style>${inner}"/>`,
  (inner) => `<noscript><p title="</noscript>${inner}">`,
  (inner) => `<xmp><p title="</xmp>${inner}">`,
  (inner) => `<listing>&lt;p title="</listing>${inner}">`,
  (inner) => `<math><annotation-xml encoding="text/html"><style>${inner}</style></annotation-xml></math>`,
  (inner) => `<select><template><style><a rel="</style></template></select>${inner}">`,
  (inner) => `<table><td><svg><title><td>${inner}</table>`,
  (inner) => `<p><b><p><i></b>${'<b>'.repeat(600)}${inner}`,
  (inner) => `<!DOCTYPE a [<!ENTITY x "${escaped(inner)}">]>&x;`,
  (inner) => `<?xml-stylesheet href="${escaped(inner)}"?>${inner}`,
]
const mutations = (code: Code): string[] =>
  NESTS.flatMap((nest) => [nest(`<img src=x onerror=${code()}>`), nest(`<script>${code()}</script>`)])

const styles = (code: Code): string[] => [
  `<style>@import "https://fired.example/a.css";</style>`,
  `<style>* { background: url(https://fired.example/a.png) !important; position: fixed; inset: 0 }</style>`,
  `<link rel=stylesheet href=https://fired.example/b.css>`,
  `<link rel=preload as=image href=https://fired.example/b.png>`,
  `<link rel=dns-prefetch href=//fired.example>`,
  `<p style="background:url(https://fired.example/c.png)">x</p>`,
  `<p style="width:expression(${code()})">x</p>`,
  `<p style="-moz-binding:url(https://fired.example/d.xml)">x</p>`,
  `<p style="position:fixed;inset:0;z-index:99999;font-size:900px">COVER</p>`,
  `<table width=9000 background=https://fired.example/e.png><td width=9000 nowrap>wide`,
  `<pre>${'wide '.repeat(400)}</pre>`,
  `<img src=https://fired.example/f.png width=9000 height=9000>`,
  `<img src=https://fired.example/g.png loading=eager srcset="https://fired.example/h.png 2x">`,
  `<picture><source srcset=https://fired.example/i.png><img src=https://fired.example/j.png></picture>`,
  `<video poster=https://fired.example/k.png src=https://fired.example/l.mp4 autoplay></video>`,
  `<audio src=https://fired.example/m.ogg autoplay></audio>`,
  `<iframe src=https://fired.example/n></iframe>`,
  `<svg><use href="https://fired.example/o.svg#x"/></svg>`,
  `<svg><image href="https://fired.example/p.png" width=9 height=9 /></svg>`,
  `<input type=image src=https://fired.example/q.png>`,
  `<a href=https://shop.example ping=https://fired.example/r>x</a>`,
  `<body background=https://fired.example/s.png>`,
]

const clobbering = (): string[] =>
  [
    'body',
    'head',
    'cookie',
    'children',
    'attributes',
    'nodeName',
    'parentNode',
    'querySelectorAll',
    'fired',
  ].flatMap((name) => [
    `<form id=${name}><input name=${name}></form>`,
    `<a id=${name}></a><a id=${name} name=${name} href=tel:1>x</a>`,
  ])

const encoded = (code: Code): string[] => [
  encodeURIComponent(`<script>${code()}</script>`),
  encodeURIComponent(encodeURIComponent(`<img src=x onerror=${code()}>`)),
  entities(`<script>${code()}</script>`),
  escaped(escaped(`<svg onload=${code()}>`)),
  `+ADw-script+AD4-${code()}+ADw-/script+AD4-`,
  `<a href="data:text/html;base64,${btoa(`<script>${code()}</script>`)}">x</a>`,
  `<iframe src="data:text/html;base64,${btoa(`<script>${code()}</script>`)}"></iframe>`,
  `\\u003cscript\\u003e${code()}\\u003c/script\\u003e`,
  `\\x3cimg src=x onerror=${code()}\\x3e`,
  `\uFF1Cscript\uFF1E${code()}\uFF1C/script\uFF1E`,
  `<\u0000script>${code()}</script>`,
  `<scr\u0000ipt>${code()}</script>`,
  `<img src=x on\u0000error=${code()}>`,
  `<img\u00A0src=x\u00A0onerror=${code()}>`,
  `<img\u2028src=x\u2029onerror=${code()}>`,
  `\uFEFF<script>${code()}</script>`,
  `[x](javascript:${code()})`,
  `![x](x "onerror=${code()}")`,
  `[img]javascript:${code()}[/img]`,
]

const letters = (code: Code): string[] => [
  `\u202E${code()} gpj.exe`,
  `https://bank.example\u2060@fired.example/\u202Emoc.knab`,
  `\u2066<script>${code()}</script>\u2069`,
  'Z\u0351\u036B\u0343\u036A\u0302'.repeat(200),
  '\u200B'.repeat(2000),
  '\uFDFD'.repeat(200),
  '\u{12031}'.repeat(100),
  '👨‍👩‍👧‍👦'.repeat(100),
  'W'.repeat(5000),
  '\t'.repeat(500) + 'x',
  'x\n'.repeat(300),
  '\uD800\uDFFF\uD83D',
  'مرحبا <b>'.repeat(50),
  `see https://${'a'.repeat(60)}.${'b'.repeat(60)}.example/${'c'.repeat(1500)}`,
  `${'('.repeat(3000)}https://shop.example/${')'.repeat(3000)}`,
]

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const entities = (text: string): string =>
  [...text].map((one) => `&#x${one.codePointAt(0)?.toString(16)};`).join('')
