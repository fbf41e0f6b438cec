import { Button, Prompt, toast } from "@medusajs/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"

type Props = {
  /** What the button says that asks. */
  action: string
  title: string
  /** What doing it means. */
  text: string
  /** What the button says that does it. */
  submit: string
  run: () => Promise<unknown>
  /** What is said once it is done. */
  done: string
  /** Whether it can be done now; an answer that is being read stays even so. */
  isOffered?: boolean
  /** It is what the page is there for. */
  isPrimary?: boolean
  /** It takes something away from somebody. */
  isGrave?: boolean
}

/** A button that asks once more before it does what cannot be undone. */
export function AskTwice(props: Props) {
  const { isOffered = true, isPrimary = false, isGrave = false } = props
  const { t } = useTranslation("marketplace")
  const [isOpen, setOpen] = useState(false)
  const queryClient = useQueryClient()
  const doing = useMutation({
    mutationFn: props.run,
    onSuccess: () => {
      setOpen(false)
      toast.success(props.done)
    },
    // Refused or not, what the page shows may be old.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  if (!isOffered && !isOpen) return null
  return (
    <Prompt open={isOpen} onOpenChange={setOpen} variant={isGrave ? "danger" : "confirmation"}>
      <Prompt.Trigger asChild>
        <Button
          size="small"
          variant={isPrimary ? "primary" : "secondary"}
          onClick={() => doing.reset()}
        >
          {props.action}
        </Button>
      </Prompt.Trigger>
      <Prompt.Content>
        <Prompt.Header>
          <Prompt.Title>{props.title}</Prompt.Title>
          <Prompt.Description>{props.text}</Prompt.Description>
          {doing.error && (
            <p role="alert" className="text-ui-fg-error txt-small pt-2">
              {doing.error.message}
            </p>
          )}
        </Prompt.Header>
        <Prompt.Footer>
          <Prompt.Cancel>{t("confirm.cancel")}</Prompt.Cancel>
          <Button
            size="small"
            variant={isGrave ? "danger" : "primary"}
            isLoading={doing.isPending}
            disabled={doing.isError}
            onClick={() => doing.mutate()}
          >
            {props.submit}
          </Button>
        </Prompt.Footer>
      </Prompt.Content>
    </Prompt>
  )
}
