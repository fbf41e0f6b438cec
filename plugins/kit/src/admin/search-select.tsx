import { TrianglesMini } from "@medusajs/icons"
import { clx, Input, Popover } from "@medusajs/ui"
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react"
import { findOptions, splitPath, type Option } from "./options"
import "./panel.css"
import { useWords } from "./words"

/** More than anybody reads: typing shows the rest. */
const MOST_SHOWN = 500

type SearchSelectProps = {
  id?: string
  /** Its name, where no label stands beside it. */
  label?: string
  /** The chosen value; empty when nothing is. */
  value: string
  options: readonly Option[]
  /** What choosing nothing means, as the first choice; without it nothing cannot be chosen. */
  none?: string
  placeholder?: string
  size?: "base" | "small"
  "aria-invalid"?: boolean
  "aria-describedby"?: string
  onChange: (value: string) => void
}

/**
 * One of many: a button that opens the list, and a field that narrows it as one types. The arrows
 * move through what is left, Enter takes it, Escape leaves everything as it was.
 */
export function SearchSelect({
  label,
  value,
  options,
  none,
  placeholder,
  size = "base",
  onChange,
  ...state
}: SearchSelectProps) {
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  const chosen = options.find((option) => option.value === value)
  const said = chosen?.label ?? none
  const choose = (picked: string) => {
    setOpen(false)
    onChange(picked)
  }
  return (
    // Modal: inside a drawer the list would not scroll otherwise.
    <Popover modal open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button
          type="button"
          role="combobox"
          aria-label={label && `${label} : ${said ?? placeholder ?? words.choose}`}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          {...state}
          disabled={options.length === 0}
          className={clx(
            "souk-choice bg-ui-bg-field hover:bg-ui-bg-field-hover shadow-buttons-neutral",
            "txt-compact-small text-ui-fg-base rounded-md outline-none",
            "focus-visible:shadow-borders-interactive-with-active",
            "aria-[invalid=true]:shadow-borders-error",
            "disabled:!bg-ui-bg-disabled disabled:!text-ui-fg-disabled",
            size === "base" ? "h-8" : "h-7",
          )}
          onKeyDown={(event) => {
            if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return
            event.preventDefault()
            setOpen(true)
          }}
        >
          {said === undefined ? (
            <span className="text-ui-fg-muted">{placeholder ?? words.choose}</span>
          ) : (
            <Path label={said} />
          )}
          <TrianglesMini className="text-ui-fg-muted" />
        </button>
      </Popover.Trigger>
      <Popover.Content sideOffset={4} collisionPadding={12} className="souk-choices">
        {isOpen && <Choices value={value} options={options} none={none} onChoose={choose} />}
      </Popover.Content>
    </Popover>
  )
}

type ChoicesProps = Pick<SearchSelectProps, "value" | "options" | "none"> & {
  onChoose: (value: string) => void
}

function Choices({ value, options, none, onChoose }: ChoicesProps) {
  const words = useWords()
  const listId = useId()
  const [typed, setTyped] = useState("")
  const shown = useMemo(() => {
    const found = findOptions(options, typed).slice(0, MOST_SHOWN)
    return none !== undefined && typed.trim() === ""
      ? [{ value: "", label: none }, ...found]
      : found
  }, [options, none, typed])
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      shown.findIndex((option) => option.value === value),
    ),
  )
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" })
  }, [active, shown])

  const onKeyDown = (event: KeyboardEvent) => {
    const last = shown.length - 1
    const to = {
      ArrowDown: Math.min(active + 1, last),
      ArrowUp: Math.max(active - 1, 0),
      PageDown: Math.min(active + 8, last),
      PageUp: Math.max(active - 8, 0),
    }[event.key]
    if (to !== undefined) setActive(to)
    else if (event.key === "Enter" && shown[active]) onChoose(shown[active].value)
    else if (event.key !== "Enter") return
    event.preventDefault()
  }
  return (
    <>
      <Input
        type="search"
        role="combobox"
        aria-label={words.narrow}
        aria-expanded
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={shown[active] && `${listId}-${active}`}
        placeholder={words.narrow}
        autoComplete="off"
        maxLength={100}
        value={typed}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
        }}
      />
      <ul ref={list} id={listId} role="listbox" aria-label={words.choose}>
        {shown.map((option, place) => (
          <li
            key={option.value}
            id={`${listId}-${place}`}
            role="option"
            aria-selected={option.value === value}
            data-active={place === active || undefined}
            onPointerMove={() => setActive(place)}
            onClick={() => onChoose(option.value)}
          >
            <Path label={option.label} />
          </li>
        ))}
      </ul>
      <p role="status" className="souk-choices-none">
        {shown.length === 0 && words.noChoice}
      </p>
    </>
  )
}

/** The way in grey, the name in full. */
function Path({ label }: { label: string }) {
  const { way, name } = splitPath(label)
  return (
    <bdi className="souk-path">
      {way && <span>{way}</span>}
      {name}
    </bdi>
  )
}
