export function closeMenuOutside(): void {
  const menu = document.querySelector<HTMLDetailsElement>("details[data-menu]")
  if (!menu) {
    return
  }
  document.addEventListener("click", (event) => {
    if (menu.open && event.target instanceof Node && !menu.contains(event.target)) {
      menu.open = false
    }
  })
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false
      menu.querySelector("summary")?.focus()
    }
  })
}
