export type { PartListItem, PartView, VehicleVariantView } from "./api/schemas"
