import { Button, Input, Text, toast } from "@medusajs/ui"
import { api, Field, FormDrawer, SelectField, TextField, type Json } from "@souk/kit/admin/ui"
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { useTranslation } from "react-i18next"
import type { VehicleView } from "../../../../../../api/fitment-schemas"
import { POSITIONS } from "../../../../../../domain/positions"

type Vehicle = Json<VehicleView>

const TYPING_PAUSE_MS = 300
const SHOWN = 20
const ANYWHERE = "any"

/** Finds a vehicle, then says how the part goes on it. */
export function DeclareDrawer({ path }: { path: string }) {
  const { t } = useTranslation("parts")
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("declare.add")}
      </Button>
      {isOpen && <Declaration path={path} close={() => setOpen(false)} />}
    </>
  )
}

function Declaration({ path, close }: { path: string; close: () => void }) {
  const { t } = useTranslation("parts")
  const queryClient = useQueryClient()
  const [vehicle, setVehicle] = useState<Vehicle | null>(null)
  const [position, setPosition] = useState<string>(ANYWHERE)
  const [quantity, setQuantity] = useState("1")
  const [note, setNote] = useState("")
  const [exclusions, setExclusions] = useState("")
  const declare = useMutation({
    mutationFn: () =>
      api(path, {
        method: "POST",
        body: {
          variant_id: vehicle!.id,
          position,
          quantity: Number(quantity),
          note: note.trim() || null,
          exclusions: exclusions.trim() || null,
        },
      }),
    onSuccess: () => {
      toast.success(t("declare.done", { vehicle: vehicle!.full_name }))
      close()
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  const words = (
    name: string,
    label: string,
    hint: string,
    value: string,
    onChange: (value: string) => void,
  ) => (
    <TextField
      name={name}
      label={label}
      hint={hint}
      optional={t("offer.optional")}
      maxLength={500}
      value={value}
      onChange={onChange}
    />
  )
  return (
    <FormDrawer
      title={t("declare.add")}
      submit={t("declare.submit")}
      error={declare.error}
      isBusy={declare.isPending}
      isReady={vehicle !== null && /^[1-9]\d?$/.test(quantity.trim())}
      onClose={close}
      onSubmit={() => declare.mutate()}
    >
      {vehicle === null ? (
        <VehicleSearch onChoose={setVehicle} />
      ) : (
        <>
          <div className="bg-ui-bg-subtle flex items-center justify-between gap-x-3 rounded-md p-3">
            <Text size="small" weight="plus">
              <bdi>{vehicle.full_name}</bdi>
            </Text>
            <Button
              type="button"
              size="small"
              variant="transparent"
              onClick={() => setVehicle(null)}
            >
              {t("declare.change")}
            </Button>
          </div>
          <SelectField
            name="declare-position"
            label={t("fitments.position")}
            value={position}
            placeholder={t("offer.choose")}
            options={[ANYWHERE, ...POSITIONS].map((value) => ({
              value,
              label: t(`position.${value}`),
            }))}
            onChange={setPosition}
          />
          <TextField
            name="declare-quantity"
            label={t("fitments.quantity")}
            ltr
            inputMode="numeric"
            maxLength={2}
            value={quantity}
            onChange={setQuantity}
          />
          {words("declare-note", t("fitments.note"), t("declare.noteHint"), note, setNote)}
          {words(
            "declare-exclusions",
            t("fitments.exclusions"),
            t("declare.exclusionsHint"),
            exclusions,
            setExclusions,
          )}
        </>
      )}
    </FormDrawer>
  )
}

function VehicleSearch({ onChoose }: { onChoose: (vehicle: Vehicle) => void }) {
  const { t } = useTranslation("parts")
  const [typed, setTyped] = useState("")
  const q = usePaused(typed.trim())
  const found = useQuery({
    queryKey: ["souk", "/vendor/vehicles", q],
    queryFn: ({ signal }) =>
      api<{ vehicles: Vehicle[]; count: number }>("/vendor/vehicles", {
        query: { q, limit: SHOWN },
        signal,
      }),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  })
  const { vehicles = [], count = 0 } = q === "" ? {} : (found.data ?? {})
  return (
    <>
      <Field name="declare-find" label={t("declare.find")} hint={t("declare.findHint")}>
        <Input
          id="declare-find"
          type="search"
          autoFocus
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      {q !== "" && found.isSuccess && vehicles.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("declare.none")}
        </Text>
      )}
      <ul className="flex flex-col">
        {vehicles.map((vehicle) => (
          <li key={vehicle.id} className="border-ui-border-base border-b last:border-b-0">
            <button
              type="button"
              className="hover:bg-ui-bg-base-hover w-full px-2 py-3 text-start"
              onClick={() => onChoose(vehicle)}
            >
              <Text size="small" weight="plus">
                <bdi>{vehicle.full_name}</bdi>
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle">
                <bdi>
                  {[t(`energy.${vehicle.energy}`), vehicle.engine_code].filter(Boolean).join(" · ")}
                </bdi>
              </Text>
            </button>
          </li>
        ))}
      </ul>
      {count > vehicles.length && (
        <Text size="xsmall" className="text-ui-fg-muted">
          {t("declare.more", { rows: count - vehicles.length })}
        </Text>
      )}
      {found.error && (
        <Text role="alert" size="small" className="text-ui-fg-error">
          {found.error.message}
        </Text>
      )}
    </>
  )
}

/** What was typed, once the person pauses. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = window.setTimeout(() => setPaused(text), TYPING_PAUSE_MS)
    return () => window.clearTimeout(timer)
  }, [text])
  return paused
}
