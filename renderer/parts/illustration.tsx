import style from './empty-page.module.css'

export type IllustrationName = 'table' | 'shelf' | 'hook'

/** Small line drawings from a kitchen: a laid table, a shelf, an empty hook rail. Decoration only. */
export function Illustration({ name }: { readonly name: IllustrationName }) {
  return (
    <svg
      className={style['picture']}
      width="160"
      height="104"
      viewBox="0 0 160 104"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      {drawings[name]}
    </svg>
  )
}

const drawings = {
  table: (
    <>
      <path d="M12 74h136M28 74v24M132 74v24" />
      <path className={style['warm']} d="M52 50h56a28 22 0 0 1-56 0ZM68 72h24" />
      <path className={style['warm']} d="M66 40c-4-5 4-8 0-14M80 40c-4-5 4-8 0-14M94 40c-4-5 4-8 0-14" />
      <path d="M34 50v22M30 50v6a4 4 0 0 0 8 0v-6M126 72V50c-6 2-6 12 0 14" />
    </>
  ),
  shelf: (
    <>
      <path d="M14 50h132M14 94h132M24 50v44M136 50v44" />
      <path className={style['warm']} d="M38 50V30h20v20M36 30h24M38 38h20" />
      <path d="M72 50V24h14v26M72 32h14M98 50a12 12 0 0 1 24 0M110 38v-6" />
      <path d="M44 94V74h28v20M88 94a16 12 0 0 1 32 0" />
    </>
  ),
  hook: (
    <>
      <path d="M16 20h128M36 20v10a5 5 0 0 0 10 0M74 20v10a5 5 0 0 0 10 0M112 20v10a5 5 0 0 0 10 0" />
      <path className={style['warm']} d="M79 36v28M70 64h18l3 28H67Z" />
      <path d="M117 36v20M109 56h16v10a8 8 0 0 1-16 0ZM41 36v34M34 70h14v20H34Z" />
    </>
  ),
} as const
