const EVERY_MS = 15_000

/** On the page that says the shop does not answer: comes back by itself once it does. */
export function retryWhenBack(): void {
  const waiting = document.querySelector("[data-retry]")
  if (!waiting) {
    return
  }
  const timer = window.setInterval(() => {
    void fetch(window.location.href, { method: "HEAD" })
      .then((answer) => {
        if (answer.status < 500) {
          window.clearInterval(timer)
          window.location.reload()
        }
      })
      .catch(() => undefined)
  }, EVERY_MS)
}
