import { Hint, Input, Label, Select, Switch } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import type { Option } from "./options"
import "./panel.css"
import { SearchSelect } from "./search-select"

export type FieldProps = {
  name: string
  label: string
  hint?: string
  error?: string | null
  /** What is said beside the label of a field that may stay empty. */
  optional?: string
}

/** Two columns where there is room. */
export function Fields({ children }: { children: ReactNode }) {
  return <div className="grid gap-5 p-5 md:grid-cols-2">{children}</div>
}

/** A label, its control, and under it what is wrong or what to know. */
export function Field({
  name,
  label,
  hint,
  error,
  optional,
  children,
}: FieldProps & { children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-y-1.5">
      <Label htmlFor={name} size="small" weight="plus">
        {label}
        {optional && <span className="text-ui-fg-muted font-normal"> ({optional})</span>}
      </Label>
      {children}
      {(error ?? hint) && (
        <Hint id={`${name}-hint`} variant={error ? "error" : "info"}>
          {error ?? hint}
        </Hint>
      )}
    </div>
  )
}

export type TextFieldProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  /** Codes, amounts and references run from left to right in Arabic too. */
  ltr?: boolean
  type?: "text" | "email"
  inputMode?: "text" | "numeric" | "decimal" | "tel"
  maxLength?: number
}

export function TextField({
  value,
  onChange,
  ltr,
  type,
  inputMode,
  maxLength,
  ...field
}: TextFieldProps) {
  return (
    <Field {...field}>
      <Input
        id={field.name}
        type={type}
        dir={ltr ? "ltr" : undefined}
        inputMode={inputMode}
        maxLength={maxLength}
        aria-required={!field.optional}
        aria-invalid={Boolean(field.error)}
        aria-describedby={field.error || field.hint ? `${field.name}-hint` : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}

/** A list longer than this is searched rather than scrolled. */
const LONG_LIST = 20

/** Radix keeps the empty value for itself. */
const NOTHING = "-"

type SelectFieldProps = FieldProps & {
  /** The chosen value; empty when nothing is. */
  value: string
  placeholder?: string
  options: readonly Option[]
  /** What choosing nothing means, as the first choice; without it nothing cannot be chosen. */
  none?: string
  size?: "base" | "small"
  onChange: (value: string) => void
}

/** One of several; a long list is narrowed by typing. */
export function SelectField({
  value,
  placeholder,
  options,
  none,
  size,
  onChange,
  ...field
}: SelectFieldProps) {
  const { i18n } = useTranslation()
  const state = {
    id: field.name,
    "aria-invalid": Boolean(field.error),
    "aria-describedby": field.error || field.hint ? `${field.name}-hint` : undefined,
  }
  return (
    <Field {...field}>
      {options.length > LONG_LIST ? (
        <SearchSelect {...state} {...{ value, placeholder, options, none, size, onChange }} />
      ) : (
        <Select
          size={size}
          dir={i18n.dir()}
          value={value || (none === undefined ? "" : NOTHING)}
          onValueChange={(chosen) => onChange(chosen === NOTHING ? "" : chosen)}
          disabled={options.length === 0}
        >
          <Select.Trigger {...state}>
            <Select.Value placeholder={placeholder} />
          </Select.Trigger>
          <Select.Content>
            {none !== undefined && <Select.Item value={NOTHING}>{none}</Select.Item>}
            {options.map((option) => (
              <Select.Item key={option.value} value={option.value}>
                {option.label}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      )}
    </Field>
  )
}

export function SwitchField({
  value,
  onChange,
  ...field
}: FieldProps & { value: boolean; onChange: (value: boolean) => void }) {
  return (
    <div className="flex items-start gap-x-3">
      <Switch id={field.name} checked={value} onCheckedChange={onChange} />
      <div className="flex flex-col gap-y-0.5">
        <Label htmlFor={field.name} size="small" weight="plus">
          {field.label}
        </Label>
        {field.hint && <Hint>{field.hint}</Hint>}
      </div>
    </div>
  )
}
