import { z } from 'zod'
import type { ServiceMode, ServiceUpdate, SwarmService } from './services.ts'
import { identity, labels, listOrNothing, stackOf, text, time, whole } from './tolerant.ts'

const nothing = z.object({}).nullish()

const mode = z
  .object({
    Replicated: z.object({ Replicas: whole }).nullish(),
    Global: nothing,
    ReplicatedJob: z.object({ TotalCompletions: whole }).nullish(),
    GlobalJob: nothing,
  })
  .catch({ Replicated: undefined, Global: undefined, ReplicatedJob: undefined, GlobalJob: undefined })

const updateStates = [
  'updating',
  'paused',
  'completed',
  'rollback_started',
  'rollback_paused',
  'rollback_completed',
] as const

const update = z
  .object({
    State: z.enum(updateStates).or(z.literal('unknown')).catch('unknown'),
    Message: text,
    StartedAt: time,
    CompletedAt: time,
  })
  .transform((status): ServiceUpdate => ({
    state: status.State,
    message: status.Message,
    startedAt: status.StartedAt,
    completedAt: status.CompletedAt,
  }))
  .nullish()
  .catch(null)

const healthCheck = z
  .object({ Test: listOrNothing(z.string()) })
  .nullish()
  .catch(null)
const restartPolicy = z
  .object({ Condition: z.enum(['none', 'on-failure', 'any']).catch('any'), MaxAttempts: whole })
  .nullish()
  .catch(null)

const specification = z.object({
  Name: identity,
  Labels: labels,
  TaskTemplate: z.object({
    ForceUpdate: z.number().int().nonnegative().catch(0),
    ContainerSpec: z.object({
      Image: text,
      Env: listOrNothing(text),
      Healthcheck: healthCheck,
      Mounts: listOrNothing(z.object({ Type: text, Source: text })),
      Secrets: listOrNothing(z.object({ SecretName: identity })),
      Configs: listOrNothing(z.object({ ConfigName: identity })),
    }),
    RestartPolicy: restartPolicy,
    Networks: listOrNothing(z.object({ Target: identity })),
  }),
  Mode: mode,
  UpdateConfig: z.object({ Monitor: whole }).nullish().catch(null),
})

/** Docker's default for `UpdateConfig.Monitor`, in nanoseconds. */
const usualMonitor = 5e9

export const serviceAnswer = z
  .object({
    ID: identity,
    Version: z.object({ Index: whole }),
    CreatedAt: time,
    UpdatedAt: time,
    /** Kept whole beside what is read from it. */
    Spec: z.record(z.string(), z.unknown()),
    UpdateStatus: update,
    ServiceStatus: z.object({ RunningTasks: whole, DesiredTasks: whole }).nullish().catch(null),
    JobStatus: z
      .object({ JobIteration: z.object({ Index: whole }) })
      .nullish()
      .catch(null),
  })
  .transform((answer, context): SwarmService => {
    const parsed = specification.safeParse(answer.Spec)
    if (!parsed.success) {
      context.addIssue({ code: 'custom', message: 'not a service that runs containers' })
      return z.NEVER
    }
    const spec = parsed.data
    const container = spec.TaskTemplate.ContainerSpec
    const monitor = spec.UpdateConfig?.Monitor ?? 0
    return {
      id: answer.ID,
      name: spec.Name,
      stack: stackOf(spec.Labels),
      version: answer.Version.Index,
      createdAt: answer.CreatedAt ?? 0,
      updatedAt: answer.UpdatedAt ?? 0,
      labels: spec.Labels,
      image: container.Image,
      environment: container.Env,
      mode: modeOf(spec.Mode, answer.JobStatus?.JobIteration.Index ?? 0),
      running: answer.ServiceStatus?.RunningTasks ?? null,
      desired: answer.ServiceStatus?.DesiredTasks ?? null,
      update: answer.UpdateStatus ?? null,
      monitorMilliseconds: (monitor === 0 ? usualMonitor : monitor) / 1e6,
      restart: {
        condition: spec.TaskTemplate.RestartPolicy?.Condition ?? 'any',
        maxAttempts: spec.TaskTemplate.RestartPolicy?.MaxAttempts ?? 0,
      },
      healthCheck: (container.Healthcheck?.Test[0] ?? 'NONE') !== 'NONE',
      secrets: container.Secrets.map((secret) => secret.SecretName),
      configs: container.Configs.map((config) => config.ConfigName),
      volumes: container.Mounts.flatMap((mount) =>
        mount.Type === 'volume' && mount.Source !== '' ? [mount.Source] : [],
      ),
      networks: spec.TaskTemplate.Networks.map((network) => network.Target),
      specification: answer.Spec,
      forceUpdate: spec.TaskTemplate.ForceUpdate,
    }
  })

function modeOf(modes: z.output<typeof mode>, iteration: number): ServiceMode {
  if (modes.ReplicatedJob)
    return { kind: 'replicated-job', completions: modes.ReplicatedJob.TotalCompletions, iteration }
  if (modes.GlobalJob) return { kind: 'global-job', iteration }
  if (modes.Global) return { kind: 'global' }
  return { kind: 'replicated', replicas: modes.Replicated?.Replicas ?? 1 }
}
