type Choice = { value: string; label: string; group?: string }

/**
 * Fills the model and engine lists in place. Without it, each choice is one page load, by the
 * form's own « continue » button.
 */
export function enhancePicker(form: HTMLFormElement): void {
  const select = (name: string) => form.querySelector<HTMLSelectElement>(`select[name="${name}"]`)
  const make = select("make")
  const model = select("model")
  const vehicle = select("vehicle")
  const status = form.querySelector<HTMLElement>("[data-status]")
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]")
  const { options, loading = "", failed = "", confirm = "" } = form.dataset
  if (!make || !model || !vehicle || !options || !button) {
    return
  }
  const first = button.textContent ?? ""
  let asked = 0

  const say = (text: string) => {
    if (status) {
      status.textContent = text
    }
  }
  const empty = (list: HTMLSelectElement) => {
    list.querySelectorAll("optgroup").forEach((group) => group.remove())
    list.length = 1
    list.value = ""
    list.disabled = true
  }
  const label = () => {
    button.textContent = vehicle.value ? confirm : first
  }
  async function fill(list: HTMLSelectElement, name: string, value: string): Promise<void> {
    const turn = ++asked
    say(loading)
    try {
      const answer = await fetch(`${options}?${new URLSearchParams({ [name]: value })}`)
      if (!answer.ok) {
        throw new Error(String(answer.status))
      }
      // Our own endpoint, see pages/vehicule/choix.ts.
      const { choices } = (await answer.json()) as { choices: Choice[] }
      if (turn !== asked) {
        return
      }
      let group: HTMLOptGroupElement | undefined
      for (const choice of choices) {
        if (choice.group && choice.group !== group?.label) {
          group = document.createElement("optgroup")
          group.label = choice.group
          list.append(group)
        }
        const place = choice.group && group ? group : list
        place.append(new Option(choice.label, choice.value))
      }
      list.disabled = false
      say("")
    } catch {
      if (turn === asked) {
        say(failed)
      }
    }
  }

  make.addEventListener("change", () => {
    empty(model)
    empty(vehicle)
    label()
    if (make.value) {
      void fill(model, "make", make.value)
    }
  })
  model.addEventListener("change", () => {
    empty(vehicle)
    label()
    if (model.value) {
      void fill(vehicle, "model", model.value)
    }
  })
  vehicle.addEventListener("change", label)
}
