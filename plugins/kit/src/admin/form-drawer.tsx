import { Button, Drawer, Text } from "@medusajs/ui"
import type { FormEvent, ReactNode } from "react"
import { ApiError } from "./api"
import "./panel.css"
import { useWords } from "./words"

type FormDrawerProps = {
  title: string
  /** What sending it does, in a sentence or two. */
  text?: ReactNode
  /** What the button that sends says. */
  submit: string
  onSubmit: () => void
  onClose: () => void
  /** What was refused at the last try. */
  error?: unknown
  isBusy?: boolean
  /** Whether what is typed can be sent. */
  isReady?: boolean
  /** Sending it takes something away from somebody. */
  isGrave?: boolean
  /** What else can be done, at the other end of the footer. */
  other?: ReactNode
  children: ReactNode
}

/** A form at the side of the page that it was opened from; mounted while it is open. */
export function FormDrawer({
  title,
  text,
  submit,
  onSubmit,
  onClose,
  error,
  isBusy,
  isReady = true,
  isGrave,
  other,
  children,
}: FormDrawerProps) {
  const words = useWords()
  const send = (event: FormEvent) => {
    event.preventDefault()
    // React hands the event on to a form that the drawer was opened from.
    event.stopPropagation()
    if (isReady && !isBusy) onSubmit()
  }
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content {...(!text && { "aria-describedby": undefined })}>
        <form onSubmit={send} noValidate className="flex flex-1 flex-col overflow-hidden">
          <Drawer.Header>
            <Drawer.Title>{title}</Drawer.Title>
            {text && <Drawer.Description>{text}</Drawer.Description>}
          </Drawer.Header>
          <Drawer.Body className="flex flex-1 flex-col gap-y-4 overflow-y-auto">
            {children}
          </Drawer.Body>
          {Boolean(error) && (
            <Text role="alert" size="small" className="souk-refusal">
              {error instanceof ApiError ? error.message : words.offline}
            </Text>
          )}
          {/* Medusa spaces its footers by left margins, which Arabic would want on the right. */}
          <Drawer.Footer className="gap-x-2 space-x-0">
            {other && <div className="me-auto">{other}</div>}
            <Button type="button" size="small" variant="secondary" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button
              type="submit"
              size="small"
              variant={isGrave ? "danger" : "primary"}
              isLoading={isBusy}
              disabled={!isReady}
            >
              {submit}
            </Button>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}
