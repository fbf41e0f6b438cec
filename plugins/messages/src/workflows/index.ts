export { confirmEmailWorkflow } from "./confirm-email"
export { deliverByNotification, sendMailsWorkflow, sendMailWorkflow } from "./send-mail"
