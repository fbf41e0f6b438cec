/** Shows only the delegations of the chosen governorate. Without it, they are listed by group. */
export function narrowDelegations(): void {
  const governorate = document.querySelector<HTMLSelectElement>("select[data-governorates]")
  const delegation = document.querySelector<HTMLSelectElement>("select[data-delegations]")
  if (!governorate || !delegation) {
    return
  }
  const groups = [...delegation.querySelectorAll("optgroup")]

  const narrow = () => {
    for (const group of groups) {
      const wanted = group.dataset.code === governorate.value
      if (wanted) {
        delegation.append(group)
      } else {
        group.remove()
      }
    }
    delegation.disabled = governorate.value === ""
    if (delegation.selectedIndex < 0) {
      delegation.selectedIndex = 0
    }
  }
  governorate.addEventListener("change", () => {
    narrow()
    delegation.selectedIndex = 0
  })
  narrow()
}
