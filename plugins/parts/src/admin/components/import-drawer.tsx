import { Button, Checkbox, Drawer, Hint, Input, Label, Select, Text, toast } from "@medusajs/ui"
import { api } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useId, useState, type FormEvent, type ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { useNavigate } from "react-router-dom"

type Kind = "vehicles" | "fitments" | "aces"

const COLUMNS = {
  vehicles:
    "make, model, kind, generation, variant, energy, engine_code, displacement_cc, power_kw, power_ch, body, from, to",
  fitments:
    "brand, reference, make, model, generation, variant, engine_code, from, to, position, quantity, note, exclusions",
}
const ACCEPTED = { vehicles: ".csv,.txt", fitments: ".csv,.txt", aces: ".xml" }

type Props = { kinds: readonly [Kind, ...Kind[]]; label: string; runs: string }

/** Sends a file to be read, then shows what becomes of it. */
export function ImportDrawer({ kinds, label, runs }: Props) {
  const { t } = useTranslation("parts")
  const [isOpen, setOpen] = useState(false)
  return (
    <Drawer open={isOpen} onOpenChange={setOpen}>
      <Drawer.Trigger asChild>
        <Button size="small" variant="secondary">
          {label}
        </Button>
      </Drawer.Trigger>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{label}</Drawer.Title>
          <Drawer.Description>{t("imports.replay")}</Drawer.Description>
        </Drawer.Header>
        {isOpen && <ImportForm kinds={kinds} runs={runs} close={() => setOpen(false)} />}
      </Drawer.Content>
    </Drawer>
  )
}

function ImportForm({ kinds, runs, close }: Omit<Props, "label"> & { close: () => void }) {
  const { t } = useTranslation("parts")
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [kind, setKind] = useState<Kind>(kinds[0])
  const [file, setFile] = useState<File | null>(null)
  const [mapping, setMapping] = useState<File | null>(null)
  const [brand, setBrand] = useState("")
  const [isVerified, setVerified] = useState(false)
  const send = useMutation({
    mutationFn: () => {
      const body = new FormData()
      body.append("file", file!)
      if (kind === "aces" && mapping) body.append("mapping", mapping)
      return api("/admin/import-runs", {
        method: "POST",
        query: {
          kind,
          brand: kind === "aces" ? brand.trim() : null,
          status: kind !== "vehicles" && isVerified ? "verified" : null,
        },
        body,
      })
    },
    onSuccess: () => {
      toast.success(t("imports.started", { file: file!.name }))
      void queryClient.invalidateQueries({ queryKey: ["souk"] })
      close()
      navigate(runs)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  return (
    <form onSubmit={submit} className="flex flex-1 flex-col overflow-hidden">
      <Drawer.Body className="flex flex-1 flex-col gap-y-4 overflow-y-auto">
        {kinds.length > 1 && (
          <Field label={t("imports.format")}>
            {(id) => (
              // The list names the kinds that the caller gave.
              <Select value={kind} onValueChange={(value) => setKind(value as Kind)}>
                <Select.Trigger id={id}>
                  <Select.Value />
                </Select.Trigger>
                <Select.Content>
                  {kinds.map((one) => (
                    <Select.Item key={one} value={one}>
                      {t(`importKind.${one}`)}
                    </Select.Item>
                  ))}
                </Select.Content>
              </Select>
            )}
          </Field>
        )}
        <Field
          label={t("imports.choose")}
          hint={kind === "aces" ? undefined : t("imports.columns", { columns: COLUMNS[kind] })}
        >
          {(id) => (
            <FileInput key={kind} id={id} accept={ACCEPTED[kind]} onChange={setFile} required />
          )}
        </Field>
        {kind === "aces" && (
          <>
            <Field label={t("imports.mapping")} hint={t("imports.mappingHint")}>
              {(id) => <FileInput id={id} accept=".csv,.txt" onChange={setMapping} />}
            </Field>
            <Field label={t("imports.brand")} hint={t("imports.brandHint")}>
              {(id) => (
                <Input
                  id={id}
                  maxLength={80}
                  value={brand}
                  onChange={(event) => setBrand(event.target.value)}
                />
              )}
            </Field>
          </>
        )}
        {kind !== "vehicles" && (
          <label className="flex items-start gap-x-3">
            <Checkbox
              className="mt-0.5"
              checked={isVerified}
              onCheckedChange={(ticked) => setVerified(ticked === true)}
            />
            <span>
              <Text size="small" weight="plus">
                {t("imports.vouch")}
              </Text>
              <Hint>{t("imports.vouchHint")}</Hint>
            </span>
          </label>
        )}
        {send.error && (
          <Text role="alert" size="small" className="text-ui-fg-error">
            {send.error.message}
          </Text>
        )}
      </Drawer.Body>
      <Drawer.Footer>
        <Button type="button" size="small" variant="secondary" onClick={close}>
          {t("imports.cancel")}
        </Button>
        <Button type="submit" size="small" isLoading={send.isPending} disabled={!file}>
          {t("imports.submit")}
        </Button>
      </Drawer.Footer>
    </form>
  )
}

type FieldProps = { label: string; hint?: string; children: (id: string) => ReactNode }

function Field({ label, hint, children }: FieldProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-y-1.5">
      <Label htmlFor={id} size="small" weight="plus">
        {label}
      </Label>
      {children(id)}
      {hint && <Hint className="break-words">{hint}</Hint>}
    </div>
  )
}

type FileInputProps = {
  id: string
  accept: string
  required?: boolean
  onChange: (file: File | null) => void
}

function FileInput({ onChange, ...props }: FileInputProps) {
  return (
    <input
      {...props}
      type="file"
      className="txt-small text-ui-fg-subtle shadow-borders-base bg-ui-bg-field w-full rounded-md p-2"
      onChange={(event) => onChange(event.target.files?.[0] ?? null)}
    />
  )
}
