// Fifteen subjects that were registered beside SUBJ-9 and nobody could tell from it.

export const alikeOfSubject9: readonly {
  readonly how: string
  readonly spelling: string
  readonly answer: 400 | 409
}[] = [
  { how: 'with a zero-width space', spelling: 'SUBJ\u200b-9', answer: 400 },
  { how: 'with a zero-width joiner', spelling: 'SUBJ-\u200d9', answer: 400 },
  { how: 'with a byte order mark inside', spelling: 'SU\ufeffBJ-9', answer: 400 },
  { how: 'with a soft hyphen', spelling: 'SUBJ\u00ad-9', answer: 400 },
  { how: 'with a left-to-right mark', spelling: 'SUBJ-9\u200e', answer: 400 },
  { how: 'with a direction override', spelling: '\u202dSUBJ-9\u202c', answer: 400 },
  { how: 'with a hyphen of its own', spelling: 'SUBJ\u20109', answer: 409 },
  { how: 'with a non-breaking hyphen', spelling: 'SUBJ\u20119', answer: 409 },
  { how: 'with an en dash', spelling: 'SUBJ\u20139', answer: 409 },
  { how: 'with a minus', spelling: 'SUBJ\u22129', answer: 409 },
  { how: 'full-width', spelling: '\uff33\uff35\uff22\uff2a\uff0d\uff19', answer: 409 },
  { how: 'in small letters', spelling: 'subj-9', answer: 409 },
  { how: 'with Cyrillic letters', spelling: '\u0405U\u0412\u0408-9', answer: 409 },
  { how: 'with a mathematical letter', spelling: '\u{1d412}UBJ-9', answer: 409 },
  { how: 'with an invisible filler', spelling: 'SUBJ\u3164-9', answer: 400 },
]
