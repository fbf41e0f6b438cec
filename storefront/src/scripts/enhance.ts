import { narrowDelegations } from "./delegations"
import { closeMenuOutside } from "./menu"
import { showPersonal } from "./personal"
import { retryWhenBack } from "./retry"
import { sendOnChange, sendOnce } from "./send-once"
import { suggest } from "./suggestions"
import { enhancePicker } from "./vehicle-picker"

/** Everything works without this file; it spares a few page loads. */
closeMenuOutside()
sendOnce()
sendOnChange()
narrowDelegations()
void showPersonal()
retryWhenBack()
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-vehicle-picker]")) {
  enhancePicker(form)
}
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-suggestions]")) {
  suggest(form)
}
