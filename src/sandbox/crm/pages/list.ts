import { html } from 'hono/html'
import { icon } from '../icons.ts'
import type { Visitor } from '../visitor.ts'
import type { Html, Section } from '../html.ts'

interface Column<Row> {
  readonly title: string
  cell(row: Row): Html | string
  /** What stands below the first column instead when the window is narrow. */
  readonly wideOnly?: boolean
  readonly number?: boolean
}

export interface List<Row> {
  readonly section: Exclude<Section, 'lines' | 'processes' | 'operations'>
  readonly title: string
  readonly query: string
  readonly rows: readonly Row[]
  /** The first one names the row. */
  readonly columns: readonly Column<Row>[]
}

/** A list of records: heading with a count, a search, a table. */
export function listView<Row>({ words }: Visitor, { section, title, query, rows, columns }: List<Row>): Html {
  return html`<div class="list-head">
      <h1>${title}<small>${words.list.found(rows.length)}</small></h1>
      <search>
        <form class="search" action="/${section}">
          ${icon('search')}
          <input
            type="search"
            name="q"
            value="${query}"
            maxlength="200"
            aria-label="${words.list.search}"
            placeholder="${words.list.searchHint[section]}"
          />
          <button class="button">${words.list.find}</button>
        </form>
      </search>
    </div>
    ${rows.length === 0 ? empty(words, section, query) : table(rows, columns, title)}`
}

function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], title: string): Html {
  return html`<div class="table-box">
    <table>
      <caption class="unseen">
        ${title}
      </caption>
      <thead>
        <tr>
          ${columns.map(
            (column, index) =>
              html`<th scope="col" class="${index === 0 ? 'first' : kindOf(column)}">${column.title}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${columns.map((column, index) =>
                index === 0
                  ? html`<th scope="row" class="${kindOf(column)}">${column.cell(row)}</th>`
                  : html`<td class="${kindOf(column)}">${column.cell(row)}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function kindOf(column: Pick<Column<unknown>, 'wideOnly' | 'number'>): string {
  return [column.wideOnly ? 'wide' : '', column.number ? 'number' : ''].join(' ').trim()
}

function empty(words: Visitor['words'], section: string, query: string): Html {
  if (query === '') return html`<p class="empty">${words.list.empty}</p>`
  return html`<p class="empty">${words.list.nothing(query)} <a href="/${section}">${words.list.clear}</a></p>`
}
