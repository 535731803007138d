import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import { failureFrom } from '../api/failure.ts'
import { useText } from '../language/text.ts'
import { Button, buttonClass } from '../parts/button.tsx'
import { Disclosure } from '../parts/disclosure.tsx'
import { FixedText } from '../parts/fixed-text.tsx'
import { PageHeader } from '../parts/page-header.tsx'

/** In place of a page that could not be drawn. The rest of the window stays usable. */
export function RouteTrouble({ error, reset }: ErrorComponentProps) {
  const say = useText()
  const failure = failureFrom(error)
  const reference = failure.code === 'unexpected' ? failure.facts.reference : ''
  return (
    <>
      <PageHeader title={say('shell.trouble')} more={say('shell.troubleMore')} />
      {reference !== '' && <p>{say('shell.troubleReference', { reference })}</p>}
      <p>
        <Button kind="main" onPress={reset}>
          {say('shell.reload')}
        </Button>{' '}
        <Link to="/" className={buttonClass('plain')}>
          {say('shell.toHome')}
        </Link>
      </p>
      <Disclosure>
        <FixedText text={error instanceof Error ? (error.stack ?? error.message) : String(error)} />
      </Disclosure>
    </>
  )
}
