/** Photos open in a dialog. Without this file, each opens by itself. */
for (const group of document.querySelectorAll<HTMLElement>("[data-zoom]")) {
  const dialog = group.querySelector("dialog")
  const slides = dialog?.querySelector<HTMLElement>(".large")
  const place = dialog?.querySelector("[data-zoom-place] bdi")
  if (dialog && slides && place) {
    open(group, dialog, slides, place)
  }
}

function open(group: HTMLElement, dialog: HTMLDialogElement, slides: HTMLElement, place: Element) {
  const count = slides.children.length
  let shown = 0

  const show = (index: number): void => {
    slides.children[shown]?.classList.remove("near")
    shown = Math.min(Math.max(index, 0), count - 1)
    slides.children[shown]?.scrollIntoView({ block: "nearest", inline: "center" })
    place.textContent = `${shown + 1} / ${count}`
  }
  const enlarge = (slide: Element, event: MouseEvent): void => {
    const box = slide.getBoundingClientRect()
    const [across, down] = [event.clientX - box.left, event.clientY - box.top]
    // What was pressed stays under the finger.
    if (slide.classList.toggle("near")) {
      const at = (point: number, whole: number, part: number) => (point / part) * (whole - part)
      slide.scrollLeft = at(across, slide.scrollWidth, slide.clientWidth)
      slide.scrollTop = at(down, slide.scrollHeight, slide.clientHeight)
    }
  }

  group.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null
    const link = target?.closest<HTMLElement>("[data-zoom-open]")
    if (link && !event.metaKey && !event.ctrlKey) {
      event.preventDefault()
      dialog.showModal()
      show(Number(link.dataset.zoomOpen))
      slides.focus()
    } else if (target?.closest("[data-zoom-close]")) {
      dialog.close()
    } else {
      const step = target?.closest<HTMLElement>("[data-zoom-step]")?.dataset.zoomStep
      const slide = target?.closest(".large li")
      if (step) show(shown + Number(step))
      else if (slide) enlarge(slide, event)
    }
  })
  dialog.addEventListener("keydown", (event) => {
    const forward = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight"
    const backward = document.dir === "rtl" ? "ArrowRight" : "ArrowLeft"
    const step = { [forward]: 1, [backward]: -1 }[event.key]
    if (step) {
      event.preventDefault()
      show(shown + step)
    }
  })
  // A swipe scrolls by itself: the count follows.
  slides.addEventListener("scrollend", () => {
    const middle = slides.getBoundingClientRect().left + slides.clientWidth / 2
    const at = [...slides.children].findIndex((slide) => {
      const { left, right } = slide.getBoundingClientRect()
      return left <= middle && middle < right
    })
    if (at >= 0 && at !== shown) show(at)
  })
  // The page behind does not move while the dialog is open.
  new MutationObserver(() =>
    document.documentElement.classList.toggle("still", dialog.open),
  ).observe(dialog, { attributes: true, attributeFilter: ["open"] })
}
