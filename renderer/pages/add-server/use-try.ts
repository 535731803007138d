import { useCallback, useEffect, useState } from 'react'
import type { AddServerInput, Stage, StageEvent } from '../../../preload/contract/server.ts'
import type { Failure } from '../../../preload/contract/failure.ts'
import { failureFrom } from '../../api/failure.ts'
import { useApi } from '../../api/provider.tsx'

/** What is known of a way that is being tried: the last thing told of each stage, in the order they were begun. */
export interface Trial {
  readonly input: AddServerInput
  readonly stages: readonly StageEvent[]
  readonly ended: boolean
  /** The trial itself failed, rather than one of its stages. */
  readonly failure: Failure | null
}

export interface TryServer {
  readonly trial: Trial | null
  readonly start: (input: AddServerInput) => void
  readonly stop: () => void
}

/** Tries a way to a server stage by stage; starting again or leaving the page ends what is under way. */
export function useTry(): TryServer {
  const api = useApi()
  const [trial, setTrial] = useState<Trial | null>(null)
  const input = trial === null || trial.ended ? null : trial.input
  useEffect(() => {
    if (input === null) return
    const change = (how: (trial: Trial) => Trial) =>
      setTrial((before) => (before === null || before.input !== input ? before : how(before)))
    const subscription = api.servers.try.subscribe(input, {
      onData: (event) => change((before) => ({ ...before, stages: withStage(before.stages, event) })),
      onError: (error) => change((before) => ({ ...before, ended: true, failure: failureFrom(error) })),
      onComplete: () => change((before) => ({ ...before, ended: true })),
    })
    return () => subscription.unsubscribe()
  }, [api, input])
  const start = useCallback((next: AddServerInput) => {
    setTrial({ input: next, stages: [], ended: false, failure: null })
  }, [])
  const stop = useCallback(() => setTrial(null), [])
  return { trial, start, stop }
}

export function withStage(before: readonly StageEvent[], event: StageEvent): readonly StageEvent[] {
  return before.some((stage) => stage.stage === event.stage)
    ? before.map((stage) => (stage.stage === event.stage ? event : stage))
    : [...before, event]
}

/** How a trial ended, or that it has not. `almost`: what failed can be set up by Canteen afterwards. */
export type Outcome = 'trying' | 'asks' | 'failed' | 'almost' | 'ready'

export function outcomeOf(trial: Trial, all: readonly Stage[]): Outcome {
  if (trial.failure !== null) return 'failed'
  const last = trial.stages.at(-1)
  if (last?.kind === 'ask') return 'asks'
  if (last?.kind === 'failed') return last.fixable ? 'almost' : 'failed'
  if (!trial.ended) return 'trying'
  return last?.kind === 'done' && last.stage === all.at(-1) ? 'ready' : 'failed'
}
