export { refreshOffersWorkflow, type RefreshOffersInput } from "./refresh-offers"
export { createOffersWorkflow, type CreateOffersInput, type NewOffer } from "./create-offers"
export { withoutRefreshes } from "./request-refresh"
