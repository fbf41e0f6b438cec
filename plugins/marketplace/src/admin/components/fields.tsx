import { Hint, Input, Label } from "@medusajs/ui"
import { SelectField as KitSelectField, type Option } from "@souk/kit/admin/ui"
import type { ReactNode } from "react"

type FieldProps = {
  id: string
  label: string
  hint?: string
  error?: string | null
  children: ReactNode
}

export function Field({ id, label, hint, error, children }: FieldProps) {
  return (
    <div className="flex min-w-0 flex-col gap-y-1.5">
      <Label htmlFor={id} size="small" weight="plus">
        {label}
      </Label>
      {children}
      {(error ?? hint) && (
        <Hint id={`${id}-hint`} variant={error ? "error" : "info"}>
          {error ?? hint}
        </Hint>
      )}
    </div>
  )
}

type InputProps = Omit<FieldProps, "children"> & {
  value: string
  onChange: (value: string) => void
  type?: "text" | "date"
  /** Figures are written left to right in Arabic too. */
  figure?: boolean
  required?: boolean
}

export function InputField({
  value,
  onChange,
  type = "text",
  figure,
  required,
  ...field
}: InputProps) {
  return (
    <Field {...field}>
      <Input
        id={field.id}
        type={type}
        size="small"
        dir={figure ? "ltr" : undefined}
        inputMode={figure ? "decimal" : undefined}
        aria-required={required}
        aria-invalid={Boolean(field.error)}
        aria-describedby={field.error || field.hint ? `${field.id}-hint` : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}

type SelectProps = Omit<FieldProps, "children"> & {
  value: string | null
  onChange: (value: string | null) => void
  options: readonly Option[]
  /** What no choice means; without it one has to be made. */
  none?: string
  placeholder?: string
}

export function SelectField({ id, value, onChange, ...field }: SelectProps) {
  return (
    <KitSelectField
      {...field}
      name={id}
      size="small"
      value={value ?? ""}
      onChange={(chosen) => onChange(chosen || null)}
    />
  )
}
