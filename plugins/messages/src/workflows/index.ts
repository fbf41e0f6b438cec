export { confirmEmailWorkflow } from "./confirm-email"
export { deliverByNotification, sendMailWorkflow } from "./send-mail"
