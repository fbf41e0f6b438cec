export { refreshOffersWorkflow, type RefreshOffersInput } from "./refresh-offers"
