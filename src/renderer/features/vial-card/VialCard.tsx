import type { ProcedureId } from '../../../shared/model/ids'
import type { InventoryRow } from '../../../shared/views/inventory'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { LensDrawing } from '../../icons/EmptyDrawings'
import { VialIcon } from '../../icons/VialIcon'
import { AsOf } from '../../parts/AsOf'
import { placeText } from '../../parts/places'
import { procedureNumber } from '../../parts/procedureNumber'
import { openProcedureOf } from '../../stores/entries'
import { loadedValue } from '../../stores/snapshot'
import { useWorklistStore } from '../../stores/snapshots'
import { go, hideVial, type ShownVial, useView } from '../../stores/view'
import { Button } from '../../ui/Button'
import { Facts } from '../../ui/Facts'
import { Identifier } from '../../ui/Identifier'
import { Sheet } from '../../ui/Sheet'
import { StatePanel } from '../../ui/StatePanel'
import { TagText } from '../../ui/TagText'
import styles from './VialCard.module.css'

interface KnownProps {
  readonly container: InventoryRow
  readonly openProcedure: ProcedureId | null
}

function Known({ container, openProcedure }: KnownProps) {
  const t = useT()
  const format = useFormat()
  const place =
    container.place === null ? t('storage.notStored') : placeText(container.place, container.tankName ?? '', t)
  return (
    <div className={styles.vial}>
      <p className={styles.name}>
        <VialIcon size={48} />
        <Identifier>{container.name}</Identifier>
      </p>
      <Facts
        facts={[
          { label: t('vial.subject'), value: <Identifier>{container.subjectCode}</Identifier> },
          { label: t('vial.place'), value: place },
          {
            label: t('vial.storedAt'),
            value: container.storedAt === null ? t('storage.notStored') : format.date(container.storedAt),
          },
        ]}
      />
      {container.tag === null ? null : (
        <Facts facts={[{ label: t('vial.tag'), value: <TagText tag={container.tag} /> }]} />
      )}
      <AsOf />
      {openProcedure === null ? null : (
        <>
          <p>{t('vial.held')}</p>
          <Button variant="primary" target="hand" onClick={() => go({ kind: 'procedure', procedureId: openProcedure })}>
            {t('vial.openProcedure', { id: procedureNumber(openProcedure) })}
          </Button>
        </>
      )}
    </div>
  )
}

function Unknown({ tag }: { readonly tag: string }) {
  const t = useT()
  return (
    <StatePanel
      inline
      drawing={<LensDrawing />}
      title={t('vial.unknown.title')}
      text={
        <>
          <p>
            <TagText tag={tag} />
          </p>
          <p>{t('vial.unknown.text')}</p>
        </>
      }
      action={<Button onClick={() => go({ kind: 'worklist' })}>{t('nav.worklist')}</Button>}
    />
  )
}

function Content({ vial }: { readonly vial: ShownVial }) {
  const held = useWorklistStore((state) => {
    const worklist = loadedValue(state.loaded)
    return worklist === null || vial.kind === 'scanned' ? null : openProcedureOf(worklist, vial.container.id)
  })
  if (vial.kind === 'chosen') return <Known container={vial.container} openProcedure={held} />
  const { tag, container, openProcedure } = vial.found
  return container === null ? <Unknown tag={tag} /> : <Known container={container} openProcedure={openProcedure} />
}

/** A scan on a screen that expects none opens the vial it belongs to; so does a row of the inventory. */
export function VialCard() {
  const t = useT()
  const vial = useView((view) => view.vial)
  return (
    <Sheet
      opened={vial !== null}
      onClose={hideVial}
      title={vial?.kind === 'chosen' ? t('vial.titleChosen') : t('vial.title')}
      closeLabel={t('app.close')}
    >
      {vial === null ? null : <Content vial={vial} />}
    </Sheet>
  )
}
