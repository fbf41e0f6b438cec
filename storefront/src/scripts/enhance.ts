import { narrowDelegations } from "./delegations"
import { closeMenuOutside } from "./menu"
import { sendOnChange, sendOnce } from "./send-once"
import { enhancePicker } from "./vehicle-picker"

/** Everything works without this file; it spares a few page loads. */
closeMenuOutside()
sendOnce()
sendOnChange()
narrowDelegations()
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-vehicle-picker]")) {
  enhancePicker(form)
}
