import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Failure } from '../../../preload/contract/failure.ts'
import type { InstallAnswers, InstallForm, MadePasswords } from '../../../preload/contract/install.ts'
import type { PlanView, PlanWithPasswords } from '../../../preload/contract/plan.ts'
import { failureFrom } from '../../api/failure.ts'
import { planKey } from '../../api/keys.ts'
import { useApi } from '../../api/provider.tsx'
import { answersOf } from '../settings-form/settings-answers.ts'
import { givenIn, type InstallDraft } from './install-draft.ts'
import type { ChangeDraft } from './use-draft.ts'

export interface InstallCalls {
  readonly isPending: boolean
  readonly failure: Failure | null
  /** From the settings: makes the passwords, or the plan at once where none are needed. */
  readonly toPasswords: () => void
  readonly toPlan: () => void
  readonly reset: () => void
}

export interface InstallCallsNeeds {
  readonly recipe: string
  readonly server: string
  readonly domain: string
  readonly form: InstallForm
  readonly draft: InstallDraft
  readonly change: ChangeDraft
}

/** The two calls that lead from the settings to the plan. */
export function useInstallCalls(needs: InstallCallsNeeds): InstallCalls {
  const { recipe, server, domain, form, draft, change } = needs
  const api = useApi()
  const showPlan = useShowInstallPlan(recipe)
  const { values, switches } = answersOf(form.settings, givenIn(draft))
  const answers: InstallAnswers = {
    server,
    recipe,
    version: form.version,
    domain,
    values: { ...values },
    switches: [...switches],
  }
  const key = JSON.stringify(answers)
  const makePlan = (made: MadePasswords, inserted: Readonly<Record<string, string>>) =>
    api.install.plan.mutate({
      ...answers,
      draft: made.draft,
      inserted: Object.fromEntries(made.asked.map(({ name }) => [name, inserted[name] ?? ''])),
      keepInKeychain: made.keychain && draft.keepInKeychain,
    })

  const passwords = useMutation({
    mutationFn: async () => {
      const before = draft.passwords
      if (before !== null && before.answers === key) return { made: before.made, said: null, plan: null }
      const made = await api.install.makePasswords.mutate(answers)
      const said = before === null ? null : ('madeAnewSettings' as const)
      const isNothing = made.made.length + made.asked.length + made.present.length === 0
      return { made, said, plan: isNothing ? await makePlan(made, {}) : null }
    },
    onSuccess: ({ made, said, plan }) => {
      change({ passwords: { answers: key, made }, said, step: plan === null ? 'passwords' : 'settings' })
      if (plan !== null) return showPlan(plan)
    },
  })

  const plan = useMutation({
    mutationFn: async () => {
      if (draft.passwords === null) throw new Error('the passwords come before the plan')
      const { made } = draft.passwords
      try {
        return { plan: await makePlan(made, draft.inserted), made }
      } catch (error) {
        if (!lacksMade(failureFrom(error), made)) throw error
        return { plan: null, made: await api.install.makePasswords.mutate(answers) }
      }
    },
    onSuccess: (answer) => {
      if (answer.plan !== null) return showPlan(answer.plan)
      change({ passwords: { answers: key, made: answer.made }, said: 'madeAnewCore' })
    },
  })

  const error = passwords.error ?? plan.error
  return {
    isPending: passwords.isPending || plan.isPending,
    failure: error === null ? null : failureFrom(error),
    toPasswords: () => (plan.reset(), passwords.mutate()),
    toPlan: () => (passwords.reset(), plan.mutate()),
    reset: () => (passwords.reset(), plan.reset()),
  }
}

/** The core holds passwords only while it runs: after a new start it lacks those that it made and showed. */
function lacksMade(failure: Failure, made: MadePasswords): boolean {
  return (
    failure.code === 'secret-missing' &&
    failure.facts.secrets.every((name) => made.made.some((password) => password.name === name))
  )
}

function useShowInstallPlan(recipe: string): (plan: PlanView) => Promise<void> {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return (plan) => {
    queries.setQueryData<PlanWithPasswords>(planKey(plan.id), { plan, made: [] })
    return navigate({ to: '/plan/$plan', params: { plan: plan.id }, search: { recipe } })
  }
}
