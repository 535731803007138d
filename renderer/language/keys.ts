/** A tree of sentences; each language's folder has one of the same shape. */
export interface Sentences {
  readonly [key: string]: string | Sentences
}

type Plural = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
type Singular<Key extends string> = Key extends `${infer Base}_${Plural}` ? Base : Key

/** The keys of a tree as `page.part.sentence`, those of plurals without their ending. */
export type KeysOf<Tree, Before extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Before}${Singular<Key>}`
    : KeysOf<Tree[Key], `${Before}${Key}.`>
}[keyof Tree & string]
