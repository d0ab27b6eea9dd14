import { useId, useState } from 'react'
import type { Place } from '../../../shared/model/place'
import type { CaneView } from '../../../shared/views/storage'
import { useT } from '../../i18n/i18n'
import { PlacePicker } from '../../parts/place-picker/PlacePicker'
import { placeText, type TankNames } from '../../parts/places'
import { Button } from '../../ui/Button'
import { Choice, ChoiceName, ChoiceNote, Choices } from '../../ui/Choice'
import styles from './FoundChoice.module.css'
import { type FoundOption, optionKey } from './foundOptions'

/** What is chosen: of a place that is none of those offered, the cane and what of it. */
export interface Chosen {
  readonly option: FoundOption
  readonly cane: CaneView | null
  readonly position: number | null
}

/** Null as long as it is not clear where. */
export function placeOf({ option, cane, position }: Chosen): Place | null {
  if (option.kind === 'place') return option.place
  if (option.kind !== 'other' || cane === null || position === null) return null
  return { storageId: cane.storageId, canister: cane.canister, cane: cane.cane, position }
}

interface Props {
  readonly options: readonly FoundOption[]
  readonly chosen: Chosen | null
  readonly tankName: TankNames
  readonly onChoose: (chosen: Chosen) => void
}

function useOptionWords(tankName: TankNames) {
  const t = useT()
  return (option: FoundOption): { readonly name: string; readonly notes: readonly string[] } => {
    switch (option.kind) {
      case 'place': {
        const notes = option.by.map((name) => t('attention.found.remembered', { name }))
        return {
          name: placeText(option.place, tankName(option.place.storageId), t),
          notes: option.central ? [...notes, t('attention.found.central')] : notes,
        }
      }
      case 'other':
        return { name: t('attention.found.other'), notes: [] }
      case 'out':
        return { name: t('attention.found.out'), notes: [t('attention.found.outText')] }
      case 'notFound':
        return { name: t('attention.found.notFound'), notes: [t('attention.found.notFoundText')] }
    }
  }
}

function OtherPlace({ chosen, onChoose }: { readonly chosen: Chosen; readonly onChoose: Props['onChoose'] }) {
  const t = useT()
  const [picking, setPicking] = useState(chosen.cane === null)
  const { cane, position } = chosen
  return (
    <div className={styles.other}>
      <Button onClick={() => setPicking(true)}>
        {cane === null
          ? t('attention.found.choose')
          : t('place.text', { tank: cane.tankName, canister: cane.canister, cane: cane.cane })}
      </Button>
      {cane === null ? null : (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a row
        <div role="group" aria-label={t('attention.found.position')} className={styles.positions}>
          {cane.positions.map((state, index) => (
            <Button
              // biome-ignore lint/suspicious/noArrayIndexKey: a position is its index
              key={index}
              aria-pressed={position === index + 1}
              disabled={state !== 'free'}
              onClick={() => onChoose({ ...chosen, position: index + 1 })}
            >
              {String(index + 1)}
            </Button>
          ))}
        </div>
      )}
      <PlacePicker
        opened={picking}
        title={t('attention.found')}
        current={cane}
        busy={false}
        onChoose={(picked) => {
          setPicking(false)
          onChoose({ ...chosen, cane: picked, position: picked.positions.indexOf('free') + 1 })
        }}
        onClose={() => setPicking(false)}
      />
    </div>
  )
}

/** Where the vial was, as large targets: the remembered places first. */
export function FoundChoice({ options, chosen, tankName, onChoose }: Props) {
  const t = useT()
  const group = useId()
  const words = useOptionWords(tankName)
  const here = chosen === null ? null : optionKey(chosen.option)
  return (
    <Choices legend={t('attention.found')}>
      {options.map((option) => {
        const key = optionKey(option)
        const { name, notes } = words(option)
        return (
          <div key={key}>
            <Choice
              group={group}
              value={key}
              chosen={key === here}
              onChoose={() => onChoose({ option, cane: null, position: null })}
            >
              <ChoiceName>{name}</ChoiceName>
              {notes.map((note) => (
                <ChoiceNote key={note}>{note}</ChoiceNote>
              ))}
            </Choice>
            {option.kind === 'other' && chosen?.option.kind === 'other' ? (
              <OtherPlace chosen={chosen} onChoose={onChoose} />
            ) : null}
          </div>
        )
      })}
    </Choices>
  )
}
