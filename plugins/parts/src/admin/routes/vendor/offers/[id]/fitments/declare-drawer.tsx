import { Button, Drawer, Hint, Input, Label, Select, Text, toast } from "@medusajs/ui"
import { api, type Json } from "@souk/kit/admin/ui"
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useId, useState, type FormEvent, type ReactNode } from "react"
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
    <Drawer open={isOpen} onOpenChange={setOpen}>
      <Drawer.Trigger asChild>
        <Button size="small">{t("declare.add")}</Button>
      </Drawer.Trigger>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("declare.add")}</Drawer.Title>
        </Drawer.Header>
        {isOpen && <Declaration path={path} close={() => setOpen(false)} />}
      </Drawer.Content>
    </Drawer>
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
  const submit = (event: FormEvent) => {
    event.preventDefault()
    declare.mutate()
  }
  return (
    <form onSubmit={submit} className="flex flex-1 flex-col overflow-hidden">
      <Drawer.Body className="flex flex-1 flex-col gap-y-4 overflow-y-auto">
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
            <Field label={t("fitments.position")}>
              {(id) => (
                <Select value={position} onValueChange={setPosition}>
                  <Select.Trigger id={id}>
                    <Select.Value />
                  </Select.Trigger>
                  <Select.Content>
                    {[ANYWHERE, ...POSITIONS].map((one) => (
                      <Select.Item key={one} value={one}>
                        {t(`position.${one}`)}
                      </Select.Item>
                    ))}
                  </Select.Content>
                </Select>
              )}
            </Field>
            <Field label={t("fitments.quantity")}>
              {(id) => (
                <Input
                  id={id}
                  type="number"
                  min={1}
                  max={99}
                  required
                  value={quantity}
                  onChange={(event) => setQuantity(event.target.value)}
                />
              )}
            </Field>
            <Words
              label={t("fitments.note")}
              hint={t("declare.noteHint")}
              value={note}
              onChange={setNote}
            />
            <Words
              label={t("fitments.exclusions")}
              hint={t("declare.exclusionsHint")}
              value={exclusions}
              onChange={setExclusions}
            />
          </>
        )}
        {declare.error && (
          <Text role="alert" size="small" className="text-ui-fg-error">
            {declare.error.message}
          </Text>
        )}
      </Drawer.Body>
      <Drawer.Footer>
        <Button type="button" size="small" variant="secondary" onClick={close}>
          {t("fitments.cancel")}
        </Button>
        <Button type="submit" size="small" isLoading={declare.isPending} disabled={!vehicle}>
          {t("declare.submit")}
        </Button>
      </Drawer.Footer>
    </form>
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
      <Field label={t("declare.find")} hint={t("declare.findHint")}>
        {(id) => (
          <Input
            id={id}
            type="search"
            autoFocus
            maxLength={100}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
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

type WordsProps = { label: string; hint: string; value: string; onChange: (text: string) => void }

function Words({ label, hint, value, onChange }: WordsProps) {
  const { t } = useTranslation("parts")
  return (
    <Field label={`${label} (${t("declare.optional")})`} hint={hint}>
      {(id) => (
        <Input
          id={id}
          maxLength={500}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
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
      {hint && <Hint>{hint}</Hint>}
    </div>
  )
}
