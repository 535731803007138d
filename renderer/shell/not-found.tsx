import { Link } from '@tanstack/react-router'
import { useText } from '../language/text.ts'
import { buttonClass } from '../parts/button.tsx'
import { PageHeader } from '../parts/page-header.tsx'

export function NotFoundPage() {
  const say = useText()
  return (
    <>
      <PageHeader title={say('shell.notFound')} more={say('shell.notFoundMore')} />
      <p>
        <Link to="/" className={buttonClass('main')}>
          {say('shell.toHome')}
        </Link>
      </p>
    </>
  )
}
