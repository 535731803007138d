import type { JobStepView, JobView } from '../../preload/contract/job.ts'

/** How far a job is, between 0 and 1: its steps, and the part of the current one that is known. */
export function jobProgress(job: JobView): number {
  if (job.steps.length === 0) return 0
  const done = job.steps.reduce(
    (sum, step) => sum + (step.state === 'done' ? 1 : step.state === 'running' ? (step.progress ?? 0) : 0),
    0,
  )
  return done / job.steps.length
}

/** The step that is being done, or is to be done next. */
export function jobStep(job: JobView): JobStepView | null {
  return job.steps.find((step) => step.state !== 'done') ?? null
}
