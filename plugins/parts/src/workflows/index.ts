export { refreshOffersWorkflow, type RefreshOffersInput } from "./refresh-offers"
export { createOffersWorkflow, type CreateOffersInput, type NewOffer } from "./create-offers"
export { keepPhotosWorkflow } from "./keep-photos"
export { withoutRefreshes } from "./request-refresh"
export {
  decideFitmentsWorkflow,
  declareFitmentWorkflow,
  disputeFitmentWorkflow,
  removeFitmentsWorkflow,
  type DisputeFitmentInput,
} from "./change-fitments"
export { startImport, type ImportFileInput, type ImportKind } from "./import-file"
export { refreshPartsInBulk, refreshPartsWorkflow } from "./refresh-parts"
