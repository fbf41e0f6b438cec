import { Hint, Input, Label, Select, Switch } from "@medusajs/ui"
import type { ReactNode } from "react"
import "./panel.css"

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

type TextFieldProps = FieldProps & {
  value: string
  onChange: (value: string) => void
  /** Codes, amounts and references run from left to right in Arabic too. */
  ltr?: boolean
  inputMode?: "text" | "numeric" | "decimal"
  maxLength?: number
}

export function TextField({
  value,
  onChange,
  ltr,
  inputMode,
  maxLength,
  ...field
}: TextFieldProps) {
  return (
    <Field {...field}>
      <Input
        id={field.name}
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

type SelectFieldProps = FieldProps & {
  value: string
  placeholder: string
  options: { value: string; label: string }[]
  onChange: (value: string) => void
}

export function SelectField({ value, placeholder, options, onChange, ...field }: SelectFieldProps) {
  return (
    <Field {...field}>
      <Select value={value} onValueChange={onChange} disabled={options.length === 0}>
        <Select.Trigger id={field.name} aria-invalid={Boolean(field.error)}>
          <Select.Value placeholder={placeholder} />
        </Select.Trigger>
        <Select.Content>
          {options.map((option) => (
            <Select.Item key={option.value} value={option.value}>
              {option.label}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
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
