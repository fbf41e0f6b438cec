export { api, ApiError, type Json, type Query } from "./api"
export {
  Field,
  Fields,
  SelectField,
  SwitchField,
  TextField,
  type FieldProps,
  type TextFieldProps,
} from "./fields"
export { fileAddress } from "./file-address"
export { FileField } from "./file-field"
export { FormDrawer } from "./form-drawer"
export { formatPhone, isolated, parseMoney, shopLocale, useFormat } from "./format"
export type { Option } from "./options"
export { Fact, Facts, Failure, Loading, PageHeader, Section } from "./page"
export { RecordList, type Column, type RecordListProps, type Selection } from "./record-list"
export { SearchSelect } from "./search-select"
export { addVendorPage, vendorPages, type VendorPage } from "./vendor-menu"
