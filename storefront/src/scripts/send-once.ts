/** A form is sent once: its button says so and refuses the second press. The server holds anyway. */
export function sendOnce(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.method !== "post") {
      return
    }
    if (form.dataset.sent) {
      event.preventDefault()
      return
    }
    form.dataset.sent = "true"
    const button = event.submitter
    if (button instanceof HTMLButtonElement) {
      button.setAttribute("aria-disabled", "true")
      if (button.dataset.busy) {
        button.textContent = button.dataset.busy
      }
    }
  })
  // A page taken back from the browser's memory may be sent again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      window.location.reload()
    }
  })
}

/** A list of sort orders applies as soon as it changes; its button serves when no script runs. */
export function sendOnChange(): void {
  for (const select of document.querySelectorAll<HTMLSelectElement>(
    "select[data-send-on-change]",
  )) {
    select.addEventListener("change", () => select.form?.requestSubmit())
    select.form?.querySelector<HTMLButtonElement>("button[type=submit]")?.setAttribute("hidden", "")
  }
}
