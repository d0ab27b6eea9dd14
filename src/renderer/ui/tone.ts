/** What a colour may say. `neutral` says nothing; the others always come with their icon and words. */
export type Tone = 'neutral' | 'waiting' | 'accepted' | 'attention' | 'stop'
