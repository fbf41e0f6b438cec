import { Button, toast } from "@medusajs/ui"
import { api } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"

type DecisionButtonsProps<Decision extends string> = {
  /** Where the decision is sent. */
  path: string
  yes: { decision: Decision; label: string }
  no: { decision: Decision; label: string }
  /** What is said once it is decided. */
  done: string
}

/** The two ways to decide what somebody else prepared; the page lists it again afterwards. */
export function DecisionButtons<Decision extends string>({
  path,
  yes,
  no,
  done,
}: DecisionButtonsProps<Decision>) {
  const queryClient = useQueryClient()
  const decision = useMutation({
    mutationFn: (decided: Decision) => api(path, { method: "POST", body: { decision: decided } }),
    onSuccess: () => toast.success(done),
    onError: (error) => toast.error(error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        size="small"
        isLoading={decision.isPending}
        onClick={() => decision.mutate(yes.decision)}
      >
        {yes.label}
      </Button>
      <Button
        size="small"
        variant="secondary"
        disabled={decision.isPending}
        onClick={() => decision.mutate(no.decision)}
      >
        {no.label}
      </Button>
    </div>
  )
}
