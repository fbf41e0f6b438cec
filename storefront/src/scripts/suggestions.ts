type Suggestion = { text: string; what: string; drawing?: string; href: string }

const WAIT_MS = 160
const SHORTEST = 2
const SVG = "http://www.w3.org/2000/svg"

/** Suggestions as one types. Without them, or without a script, the search is a plain form. */
export function suggest(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>("input[type=search]")
  const source = form.dataset.suggestions
  if (!input || !source) {
    return
  }
  const list = document.createElement("ul")
  list.id = `${input.id}-suggestions`
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", input.labels?.[0]?.textContent ?? "")
  list.hidden = true
  const status = document.createElement("p")
  status.className = "visually-hidden"
  status.setAttribute("role", "status")
  form.append(list, status)
  input.setAttribute("role", "combobox")
  input.setAttribute("aria-autocomplete", "list")
  input.setAttribute("aria-controls", list.id)

  let shown: Suggestion[] = []
  let chosen = -1
  let timer = 0
  let asked = 0

  const close = () => {
    list.hidden = true
    chosen = -1
    input.setAttribute("aria-expanded", "false")
    input.removeAttribute("aria-activedescendant")
  }
  close()

  const mark = (index: number) => {
    chosen = index
    for (const [at, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(at === index))
    }
    if (index < 0) {
      input.removeAttribute("aria-activedescendant")
    } else {
      input.setAttribute("aria-activedescendant", `${list.id}-${index}`)
    }
  }
  const open = (index: number) => {
    const target = shown[index]
    if (target) {
      window.location.assign(target.href)
    }
  }
  const show = (suggestions: Suggestion[]) => {
    shown = suggestions
    list.replaceChildren(...suggestions.map((one, at) => option(one, `${list.id}-${at}`)))
    status.textContent = (form.dataset.found ?? "").replace("{count}", String(suggestions.length))
    if (suggestions.length === 0) {
      status.textContent = ""
      close()
      return
    }
    list.hidden = false
    input.setAttribute("aria-expanded", "true")
    mark(-1)
  }
  const ask = async () => {
    const turn = ++asked
    const words = input.value.trim()
    if (words.length < SHORTEST) {
      show([])
      return
    }
    const params = new URLSearchParams({ q: words })
    const vehicle = form.querySelector<HTMLInputElement>("input[name=vehicle]")?.value
    if (vehicle) {
      params.set("vehicle", vehicle)
    }
    const answer = await fetch(`${source}?${params}`).catch(() => null)
    if (turn !== asked || !answer?.ok) {
      return
    }
    // Our own endpoint, see pages/suggestions.ts.
    show(((await answer.json()) as { suggestions: Suggestion[] }).suggestions)
  }

  input.addEventListener("input", () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void ask(), WAIT_MS)
  })
  input.addEventListener("keydown", (event) => {
    if (list.hidden) {
      return
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      const step = event.key === "ArrowDown" ? 1 : -1
      // One place more than the list: back in the field itself.
      mark(((chosen + 1 + step + shown.length + 1) % (shown.length + 1)) - 1)
    } else if (event.key === "Escape") {
      event.preventDefault()
      close()
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault()
      open(chosen)
    }
  })
  list.addEventListener("mousedown", (event) => event.preventDefault())
  list.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target.closest("[role=option]") : null
    open([...list.children].findIndex((one) => one === target))
  })
  input.addEventListener("blur", close)
}

function option({ text, what, drawing }: Suggestion, id: string): HTMLElement {
  const item = document.createElement("li")
  item.id = id
  item.setAttribute("role", "option")
  item.setAttribute("aria-selected", "false")
  const icon = document.createElementNS(SVG, "svg")
  icon.setAttribute("viewBox", "0 0 96 96")
  icon.setAttribute("aria-hidden", "true")
  if (drawing) {
    const use = document.createElementNS(SVG, "use")
    use.setAttribute("href", `/drawings/${drawing}.svg#d`)
    icon.append(use)
  }
  const name = document.createElement("bdi")
  name.textContent = text
  const kind = document.createElement("bdi")
  kind.className = "what"
  kind.textContent = what
  item.append(icon, name, kind)
  return item
}
