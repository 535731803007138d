/** Kinds of colour; each always comes with a word and a sign. */
export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'off' | 'accent'
