import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { failureFrom } from '../../api/failure.ts'
import { useApi } from '../../api/provider.tsx'
import { useText } from '../../language/text.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { FailureNotice } from '../../parts/failure-notice.tsx'

export function ForgetServer({ name }: { readonly name: string }) {
  const say = useText()
  const api = useApi()
  const navigate = useNavigate()
  const [asks, setAsks] = useState(false)
  const forget = useMutation({
    mutationFn: () => api.servers.forget.mutate(name),
    onSuccess: () => navigate({ to: '/servers' }),
  })
  return (
    <div>
      <Button kind="danger" onPress={() => setAsks(true)}>
        {say('server.forget')}
      </Button>
      <Dialog
        title={say('server.forgetTitle', { name })}
        role="alertdialog"
        isOpen={asks}
        onClose={() => {
          setAsks(false)
          forget.reset()
        }}
        buttons={
          <>
            <Button autoFocus onPress={() => setAsks(false)}>
              {say('server.keep')}
            </Button>
            <Button kind="danger" isPending={forget.isPending} onPress={() => forget.mutate()}>
              {say('server.forgetButton', { name })}
            </Button>
          </>
        }
      >
        <p>{say('server.forgetMore')}</p>
        {forget.isError && <FailureNotice failure={failureFrom(forget.error)} />}
      </Dialog>
    </div>
  )
}
