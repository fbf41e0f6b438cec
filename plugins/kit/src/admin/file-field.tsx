import { ArrowUpTray } from "@medusajs/icons"
import { Text } from "@medusajs/ui"
import { useState } from "react"
import { Field, type FieldProps } from "./fields"
import "./panel.css"
import { useWords } from "./words"

type FileFieldProps = FieldProps & {
  accept: string
  multiple?: boolean
  disabled?: boolean
  /** What the button says; « Choisir un fichier » when not given. */
  button?: string
  /** The files are taken at once: none stays named beside the button. */
  isTaken?: boolean
  onChange: (files: File[]) => void
}

/** Chooses files in the page's language: the browser's own control speaks the browser's. */
export function FileField({
  accept,
  multiple,
  disabled,
  button,
  isTaken,
  onChange,
  ...field
}: FileFieldProps) {
  const words = useWords()
  const [names, setNames] = useState("")
  return (
    <Field {...field}>
      <div className="souk-file">
        <input
          id={field.name}
          type="file"
          accept={accept}
          multiple={multiple}
          disabled={disabled}
          aria-invalid={Boolean(field.error)}
          aria-describedby={field.error || field.hint ? `${field.name}-hint` : undefined}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])]
            if (isTaken) event.target.value = ""
            else setNames(files.map(({ name }) => name).join(", "))
            onChange(files)
          }}
        />
        <span aria-hidden className="souk-file-button">
          <ArrowUpTray />
          {button ?? words.chooseFile}
        </span>
        {!isTaken && (
          <Text size="small" className="souk-subtle">
            <bdi>{names || words.noFile}</bdi>
          </Text>
        )}
      </div>
    </Field>
  )
}
