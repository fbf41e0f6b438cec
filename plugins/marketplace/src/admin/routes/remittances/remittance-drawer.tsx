import { Text, toast } from "@medusajs/ui"
import { api, FileField, FormDrawer, isolated, parseMoney, useFormat } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { CARRIERS } from "../../../domain/carriers"
import { InputField, SelectField } from "../../components/fields"
import { useCarrierName } from "../../lib/carriers"
import type { Remittance, RemittancePreviewRow } from "../../lib/types"

/** A carrier's file is read and matched before anything is recorded. */
export function RemittanceDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("marketplace")
  const carrierName = useCarrierName()
  const queryClient = useQueryClient()
  const [carrier, setCarrier] = useState<string | null>(null)
  const [reference, setReference] = useState("")
  const [total, setTotal] = useState("")
  const [file, setFile] = useState<File | null>(null)
  const totalMillimes = total.trim() === "" ? undefined : parseMoney(total)
  const isReady = Boolean(carrier && reference.trim() && file) && totalMillimes !== null

  function send<Answer>(path: string): Promise<Answer> {
    const body = new FormData()
    body.set("file", file!)
    const query = { carrier, reference: reference.trim(), total_millimes: totalMillimes }
    return api<Answer>(path, { method: "POST", query, body })
  }
  const preview = useMutation({
    mutationFn: () =>
      send<{ remittance_preview: RemittancePreviewRow[] }>("/admin/remittance-previews"),
  })
  const recording = useMutation({
    mutationFn: () => send<{ remittance: Remittance }>("/admin/remittances"),
    onSuccess: ({ remittance }) => {
      toast.success(t("remit.done", { reference: isolated(remittance.reference) }))
      onClose()
      return queryClient.invalidateQueries({ queryKey: ["souk"] })
    },
  })
  // A preview holds for the very fields that it was made with.
  const changing =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      preview.reset()
      recording.reset()
      set(value)
    }
  const submit = () => {
    if (preview.data) recording.mutate()
    else preview.mutate()
  }
  const error = recording.error ?? preview.error
  return (
    <FormDrawer
      title={t("remit.import")}
      text={t("remit.importText")}
      submit={t(preview.data ? "remit.record" : "refund.preview")}
      error={error}
      isBusy={preview.isPending || recording.isPending}
      isReady={isReady}
      onClose={onClose}
      onSubmit={submit}
    >
      <SelectField
        id="remit-carrier"
        label={t("ship.carrier")}
        placeholder={t("ship.choose")}
        value={carrier}
        options={CARRIERS.map((value) => ({ value, label: carrierName(value) }))}
        onChange={changing(setCarrier)}
      />
      <InputField
        id="remit-reference"
        label={t("remit.reference")}
        hint={t("remit.referenceHint")}
        required
        value={reference}
        onChange={changing(setReference)}
      />
      <InputField
        id="remit-total"
        label={t("remit.total")}
        hint={t("remit.totalHint")}
        error={totalMillimes === null ? t("rules.amountInvalid") : null}
        figure
        value={total}
        onChange={changing(setTotal)}
      />
      <FileField
        name="remit-file"
        label={t("remit.file")}
        hint={t("remit.fileHint")}
        accept=".csv,.txt,text/csv"
        onChange={([chosen]) => changing(setFile)(chosen ?? null)}
      />
      {preview.data && <Preview rows={preview.data.remittance_preview} />}
    </FormDrawer>
  )
}

function Preview({ rows }: { rows: RemittancePreviewRow[] }) {
  const { t } = useTranslation("marketplace")
  const { money, number } = useFormat()
  const wrong = rows.filter((row) => row.problem !== null)
  return (
    <section aria-label={t("remit.preview")} className="flex flex-col gap-y-2">
      <Text size="small" weight="plus">
        {t("remit.previewCounts", {
          matched: number(rows.length - wrong.length),
          exceptions: number(wrong.length),
        })}
      </Text>
      <ul className="flex flex-col gap-y-2">
        {wrong.map((row) => (
          <li key={row.row} className="flex justify-between gap-x-3">
            <Text size="small">
              <bdi>{row.reference}</bdi> · {t(`remit.problem.${row.problem}`)}
            </Text>
            <Text size="small" className="whitespace-nowrap tabular-nums">
              {money(row.amount_millimes)}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  )
}
