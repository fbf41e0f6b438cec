import { MagnifyingGlass } from "@medusajs/icons"
import { Button, Checkbox, Input, Table, Text } from "@medusajs/ui"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useEffect, useRef, useState, type ReactNode } from "react"
import { Link, useSearchParams } from "react-router-dom"
import { api, withQuery, type Query } from "./api"
import { Failure, Loading } from "./page"
import "./panel.css"
import { useWords } from "./words"

const PAGE_SIZE = 20
const TYPING_PAUSE_MS = 300

export type Column<Row> = { header: string; cell: (row: Row) => ReactNode; numeric?: boolean }

/** Rows that are ticked, for an action on many at once. */
export type Selection<Row> = {
  ids: ReadonlySet<string>
  onChange: (ids: ReadonlySet<string>) => void
  /** What ticking says, for one row and for all of the page. */
  label: (row: Row) => string
  labelAll: string
}

type Tab = { value: string; label: string; count?: number }

export type RecordListProps<Row> = {
  /** The list's route, and the name of its rows in the answer. */
  path: string
  rows: string
  /** Filters that the page itself sets. */
  filter?: Query
  /** Values of the `status` filter; the whole list comes first. */
  tabs?: Tab[]
  /** Given where the route can search. */
  searchLabel?: string
  columns: Column<Row>[]
  /** The row on a phone. */
  card: (row: Row) => ReactNode
  idOf: (row: Row) => string
  hrefOf?: (row: Row) => string
  selection?: Selection<Row>
  /** How long to wait before asking again, while the rows shown are still changing. */
  refreshMs?: (rows: Row[]) => number | false
  empty: { title: string; text: string; action?: ReactNode }
}

/**
 * A list with status tabs, search and pages, whose state lives in the address: a reload, a shared
 * link and the way back all find the same rows. A table where there is room, cards on a phone.
 */
export function RecordList<Row>(props: RecordListProps<Row>) {
  const { path, rows: name, filter, tabs, searchLabel, empty, refreshMs } = props
  const [params, setParams] = useSearchParams()
  const words = useWords()
  const status = params.get("status") ?? ""
  const q = params.get("q") ?? ""
  const offset = Math.max(0, Number(params.get("offset")) || 0)

  const address = withQuery(path, { ...filter, status, q, limit: PAGE_SIZE, offset })
  const list = useQuery({
    queryKey: ["souk", address],
    queryFn: ({ signal }) => api<Record<string, unknown> & { count: number }>(address, { signal }),
    placeholderData: keepPreviousData,
    // The route answers its rows under the name the caller gave.
    refetchInterval: ({ state }) => refreshMs?.((state.data?.[name] ?? []) as Row[]) ?? false,
  })

  const change = (changes: Record<string, string | null>) =>
    setParams((before) => {
      const after = new URLSearchParams(before)
      after.delete("offset")
      for (const [key, value] of Object.entries(changes)) {
        if (value) after.set(key, value)
        else after.delete(key)
      }
      return after
    })

  // The route answers its rows under the name the caller gave.
  const rows = (list.data?.[name] ?? []) as Row[]
  const count = list.data?.count ?? 0
  const tab = tabs?.find(({ value }) => value === status)
  return (
    <section className="souk-list">
      {(tabs || searchLabel) && (
        <div className="souk-toolbar">
          {tabs && (
            <Tabs tabs={tabs} active={status} onChange={(value) => change({ status: value })} />
          )}
          {searchLabel && (
            <Search label={searchLabel} value={q} onChange={(value) => change({ q: value })} />
          )}
        </div>
      )}
      {list.isPending ? (
        <Loading lines={6} />
      ) : list.isError ? (
        <Failure error={list.error} retry={() => list.refetch()} />
      ) : rows.length > 0 ? (
        <div aria-busy={list.isPlaceholderData} className="souk-rows">
          <Rows {...props} data={rows} />
        </div>
      ) : q || status || offset > 0 ? (
        <Empty
          title={tab && !q ? words.emptyTab.replace("{tab}", tab.label) : words.cleared}
          text={tab && !q ? words.emptyTabHint : words.clearedHint}
          action={
            <Button size="small" variant="secondary" onClick={() => setParams({})}>
              {words.showAll}
            </Button>
          }
        />
      ) : (
        <Empty {...empty} />
      )}
      {count > PAGE_SIZE && (
        <Pages
          offset={offset}
          count={count}
          onChange={(to) => change({ offset: to > 0 ? String(to) : null })}
        />
      )}
    </section>
  )
}

function Tabs({
  tabs,
  active,
  onChange,
}: {
  tabs: Tab[]
  active: string
  onChange: (value: string) => void
}) {
  const words = useWords()
  return (
    <div role="group" aria-label={words.filters} className="souk-tabs">
      {[{ value: "", label: words.all } as Tab, ...tabs].map(({ value, label, count }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === active}
          onClick={() => onChange(value)}
        >
          {label}
          {count !== undefined && count > 0 && <span className="souk-count">{count}</span>}
        </button>
      ))}
    </div>
  )
}

/** Asks once the person pauses, and follows the address when it changes by itself. */
function Search({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}) {
  const [typed, setTyped] = useState(value)
  const timer = useRef<number>()
  useEffect(() => setTyped(value), [value])
  useEffect(() => () => window.clearTimeout(timer.current), [])
  return (
    <div className="souk-search">
      <Input
        type="search"
        size="small"
        aria-label={label}
        placeholder={label}
        value={typed}
        maxLength={100}
        onChange={(event) => {
          const text = event.target.value
          setTyped(text)
          window.clearTimeout(timer.current)
          timer.current = window.setTimeout(() => onChange(text.trim()), TYPING_PAUSE_MS)
        }}
      />
    </div>
  )
}

function Rows<Row>({
  data,
  columns,
  card,
  idOf,
  hrefOf,
  selection,
}: RecordListProps<Row> & { data: Row[] }) {
  const link = (row: Row, content: ReactNode) =>
    hrefOf ? (
      <Link to={hrefOf(row)} className="souk-row-link">
        {content}
      </Link>
    ) : (
      content
    )
  return (
    <>
      <div className="souk-table">
        <Table>
          <Table.Header>
            <Table.Row>
              {selection && (
                <Table.HeaderCell>
                  <TickAll rows={data} idOf={idOf} selection={selection} />
                </Table.HeaderCell>
              )}
              {columns.map(({ header, numeric }) => (
                <Table.HeaderCell key={header} className={numeric ? "souk-numeric" : undefined}>
                  {header}
                </Table.HeaderCell>
              ))}
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {data.map((row) => (
              <Table.Row key={idOf(row)} className={hrefOf ? "souk-linked" : undefined}>
                {selection && (
                  <Table.Cell>
                    <Tick row={row} id={idOf(row)} selection={selection} />
                  </Table.Cell>
                )}
                {columns.map(({ header, cell, numeric }, index) => (
                  <Table.Cell key={header} className={numeric ? "souk-numeric" : undefined}>
                    {index === 0 ? link(row, cell(row)) : cell(row)}
                  </Table.Cell>
                ))}
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
      <ul className="souk-cards">
        {selection && (
          <li className="souk-ticked">
            <TickAll rows={data} idOf={idOf} selection={selection} />
            <Text size="small">{selection.labelAll}</Text>
          </li>
        )}
        {data.map((row) => (
          <li key={idOf(row)} className={selection ? "souk-ticked" : undefined}>
            {selection && <Tick row={row} id={idOf(row)} selection={selection} />}
            {link(row, card(row))}
          </li>
        ))}
      </ul>
    </>
  )
}

function Tick<Row>({
  row,
  id,
  selection: { ids, onChange, label },
}: {
  row: Row
  id: string
  selection: Selection<Row>
}) {
  return (
    <Checkbox
      aria-label={label(row)}
      checked={ids.has(id)}
      onCheckedChange={(ticked) => {
        const after = new Set(ids)
        if (ticked === true) after.add(id)
        else after.delete(id)
        onChange(after)
      }}
    />
  )
}

function TickAll<Row>({
  rows,
  idOf,
  selection: { ids, onChange, labelAll },
}: {
  rows: Row[]
  idOf: (row: Row) => string
  selection: Selection<Row>
}) {
  const count = rows.filter((row) => ids.has(idOf(row))).length
  return (
    <Checkbox
      aria-label={labelAll}
      checked={count === rows.length ? true : count > 0 ? "indeterminate" : false}
      onCheckedChange={(ticked) => onChange(new Set(ticked === true ? rows.map(idOf) : []))}
    />
  )
}

function Empty({ title, text, action }: { title: string; text: string; action?: ReactNode }) {
  return (
    <div className="souk-empty">
      <MagnifyingGlass className="souk-subtle" />
      <Text weight="plus">{title}</Text>
      <Text size="small" className="souk-subtle">
        {text}
      </Text>
      {action}
    </div>
  )
}

function Pages({
  offset,
  count,
  onChange,
}: {
  offset: number
  count: number
  onChange: (offset: number) => void
}) {
  const words = useWords()
  const last = Math.min(offset + PAGE_SIZE, count)
  const range = words.range
    .replace("{from}", String(Math.min(offset + 1, count)))
    .replace("{to}", String(last))
    .replace("{count}", String(count))
  return (
    <nav aria-label={words.pages} className="souk-pages">
      <Text size="small" className="souk-subtle">
        {range}
      </Text>
      <div className="souk-actions">
        <Button
          size="small"
          variant="secondary"
          disabled={offset === 0}
          onClick={() => onChange(Math.max(0, offset - PAGE_SIZE))}
        >
          {words.previous}
        </Button>
        <Button
          size="small"
          variant="secondary"
          disabled={last >= count}
          onClick={() => onChange(offset + PAGE_SIZE)}
        >
          {words.next}
        </Button>
      </div>
    </nav>
  )
}
