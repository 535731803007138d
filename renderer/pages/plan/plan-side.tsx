import type { PlanView, Room } from '../../../preload/contract/plan.ts'
import { formatBytes } from '../../language/format.ts'
import { useText } from '../../language/text.ts'
import { Card } from '../../parts/card.tsx'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { AddressCheck } from '../install/address-check.tsx'
import { useAddressCheck } from '../install/install-queries.ts'
import style from './plan-page.module.css'

/** Beside the steps: what speaks for or against them, where something is known. */
export function PlanSide({ plan }: { readonly plan: PlanView }) {
  const say = useText()
  const { room } = plan
  const domain = plan.kind === 'install' ? plan.app : null
  const check = useAddressCheck(plan.server, domain)
  const isAddressShown = domain !== null && !check.isError
  if (!isAddressShown && room === null) return null
  return (
    <aside className={style['side']}>
      {isAddressShown && (
        <Card title={say('plan.address')}>
          <AddressCheck domain={domain} server={plan.server} check={check.data} isBrief />
        </Card>
      )}
      {room !== null && (
        <Card title={say('plan.room')}>
          <RoomBars room={room} />
        </Card>
      )}
    </aside>
  )
}

function RoomBars({ room }: { readonly room: Room }) {
  return (
    <>
      <RoomBar kind="memory" needed={room.memoryNeeded} free={room.memoryFree} />
      <RoomBar kind="disk" needed={room.diskNeeded} free={room.diskFree} />
    </>
  )
}

function RoomBar(props: {
  readonly kind: 'memory' | 'disk'
  readonly needed: number | null
  readonly free: number | null
}) {
  const { kind, needed, free } = props
  const say = useText()
  if (needed === null || free === null) return null
  const isTight = needed > free
  return (
    <ProgressBar
      label={say(`plan.${kind}`, { needed: formatBytes(needed), free: formatBytes(free) })}
      value={free === 0 ? 1 : Math.min(1, needed / free)}
      tone={isTight ? 'warn' : 'good'}
      isLabelShown
    />
  )
}
