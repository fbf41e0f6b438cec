import { Button, Checkbox, Hint, Text, toast } from "@medusajs/ui"
import { api, FileField, FormDrawer, isolated, SelectField, TextField } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
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
export function ImportDrawer(props: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="small" variant="secondary" onClick={() => setOpen(true)}>
        {props.label}
      </Button>
      {isOpen && <ImportForm {...props} close={() => setOpen(false)} />}
    </>
  )
}

function ImportForm({ kinds, label, runs, close }: Props & { close: () => void }) {
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
  return (
    <FormDrawer
      title={label}
      text={t("imports.replay")}
      submit={t("imports.submit")}
      error={send.error}
      isBusy={send.isPending}
      isReady={file !== null}
      onClose={close}
      onSubmit={() => send.mutate()}
    >
      {kinds.length > 1 && (
        <SelectField
          name="import-kind"
          label={t("imports.format")}
          value={kind}
          placeholder={t("offer.choose")}
          options={kinds.map((value) => ({ value, label: t(`importKind.${value}`) }))}
          // The list names the kinds that the caller gave.
          onChange={(value) => {
            setKind(value as Kind)
            setFile(null)
          }}
        />
      )}
      <FileField
        key={kind}
        name="import-file"
        label={t("imports.choose")}
        hint={
          kind === "aces" ? undefined : t("imports.columns", { columns: isolated(COLUMNS[kind]) })
        }
        accept={ACCEPTED[kind]}
        onChange={([chosen]) => setFile(chosen ?? null)}
      />
      {kind === "aces" && (
        <>
          <FileField
            name="import-mapping"
            label={t("imports.mapping")}
            hint={t("imports.mappingHint")}
            optional={t("offer.optional")}
            accept=".csv,.txt"
            onChange={([chosen]) => setMapping(chosen ?? null)}
          />
          <TextField
            name="import-brand"
            label={t("imports.brand")}
            hint={t("imports.brandHint")}
            optional={t("offer.optional")}
            maxLength={80}
            value={brand}
            onChange={setBrand}
          />
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
    </FormDrawer>
  )
}
