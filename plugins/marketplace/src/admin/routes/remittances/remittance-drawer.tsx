import { Text, toast } from "@medusajs/ui"
import { api, FileField, FormDrawer, isolated, parseMoney } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { CARRIERS } from "../../../domain/carriers"
import { InputField, SelectField } from "../../components/fields"
import { useCarrierName } from "../../lib/carriers"
import type { Remittance, RemittancePreview } from "../../lib/types"
import { PreviewedRows, ReadingOfFile, type Reading } from "./remittance-preview"

const AS_FOUND: Reading = { reference_column: null, amount_column: null, encoding: null }

/** A carrier's file is read and matched before anything is recorded. */
export function RemittanceDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("marketplace")
  const carrierName = useCarrierName()
  const queryClient = useQueryClient()
  const [carrier, setCarrier] = useState<string | null>(null)
  const [reference, setReference] = useState("")
  const [total, setTotal] = useState("")
  const [file, setFile] = useState<File | null>(null)
  /** What the person chose, where the file does not say it by itself. */
  const [reading, setReading] = useState(AS_FOUND)
  const totalMillimes = total.trim() === "" ? undefined : parseMoney(total)
  const isReady = Boolean(carrier && reference.trim() && file) && totalMillimes !== null

  function send<Answer>(path: string, as: Reading): Promise<Answer> {
    const body = new FormData()
    body.set("file", file!)
    const query = { carrier, reference: reference.trim(), total_millimes: totalMillimes, ...as }
    return api<Answer>(path, { method: "POST", query, body })
  }
  const preview = useMutation({
    mutationFn: async (as: Reading) => {
      const answer = await send<{ remittance_preview: RemittancePreview }>(
        "/admin/remittance-previews",
        as,
      )
      return answer.remittance_preview
    },
  })
  const recording = useMutation({
    mutationFn: () => send<{ remittance: Remittance }>("/admin/remittances", reading),
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
      setReading(AS_FOUND)
      set(value)
    }
  const read = (changes: Partial<Reading>) => {
    const found = preview.data!
    // Both columns are kept once one of them was chosen.
    const chosen = {
      reference_column: found.reference_column,
      amount_column: found.amount_column,
      encoding: reading.encoding,
      ...changes,
    }
    setReading(chosen)
    recording.reset()
    preview.mutate(chosen)
  }
  const isMatched = (preview.data?.rows.length ?? 0) > 0
  return (
    <FormDrawer
      title={t("remit.import")}
      text={t("remit.importText")}
      submit={t(isMatched ? "remit.record" : "refund.preview")}
      onSubmit={() => (isMatched ? recording.mutate() : preview.mutate(reading))}
      onClose={onClose}
      error={recording.error ?? preview.error}
      isBusy={preview.isPending || recording.isPending}
      isReady={isReady}
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
        accept=".csv,.txt,.xlsx,text/csv"
        onChange={([chosen]) => changing(setFile)(chosen ?? null)}
      />
      {preview.data && (
        <>
          <ReadingOfFile found={preview.data} onChange={read} />
          {isMatched ? (
            <PreviewedRows rows={preview.data.rows} />
          ) : (
            <Text size="small" role="status">
              {t("remit.chooseColumns")}
            </Text>
          )}
        </>
      )}
    </FormDrawer>
  )
}
