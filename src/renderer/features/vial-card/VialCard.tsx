import type { ProcedureId } from '../../../shared/model/ids'
import type { InventoryRow } from '../../../shared/views/inventory'
import { type Format, useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import type { MessageKey, Translate } from '../../i18n/messages'
import { VialIcon } from '../../icons/VialIcon'
import { AsOf } from '../../parts/AsOf'
import { useTanks } from '../../parts/useTanks'
import { whereIs } from '../../parts/whereIs'
import { openProcedureOf } from '../../stores/entries'
import { beginMaking } from '../../stores/making'
import { loadedValue } from '../../stores/snapshot'
import { useWorklistStore } from '../../stores/snapshots'
import { go, hideVial, type ShownVial, useView } from '../../stores/view'
import { Acts } from '../../ui/Acts'
import { Button } from '../../ui/Button'
import { Facts } from '../../ui/Facts'
import { Identifier } from '../../ui/Identifier'
import { Sheet } from '../../ui/Sheet'
import { Signal } from '../../ui/Signal'
import { TagText } from '../../ui/TagText'
import { OpenProcedure } from './OpenProcedure'
import styles from './VialCard.module.css'
import { WithoutRow } from './WithoutRow'

interface KnownProps {
  readonly container: InventoryRow
  readonly openProcedure: ProcedureId | null
}

/** What can be made of it: out of storage, or into storage again. */
function MakeOf({ container }: Pick<KnownProps, 'container'>) {
  const t = useT()
  return (
    <Acts>
      <Button variant="primary" target="hand" onClick={() => beginMaking(container)}>
        {t(container.storedAt === null ? 'vial.storeAgain' : 'vial.retrieve')}
      </Button>
    </Acts>
  )
}

/** Of a vial that is to be verified: the way there, or that it was verified here. */
function InDoubt({ container: { id, verify, verifiedHere } }: Pick<KnownProps, 'container'>) {
  const t = useT()
  if (verify === null) return null
  if (verifiedHere !== null) {
    return (
      <p className={styles.verified}>
        <Signal tone="waiting" />
        <span>{t('vial.verifiedHere')}</span>
      </p>
    )
  }
  return (
    <>
      <p className={styles.toVerify}>
        <Signal tone="attention" />
        <span>{t('vial.toVerify')}</span>
      </p>
      <Button variant="primary" target="hand" onClick={() => go({ kind: 'attention', containerId: id })}>
        {t('attention.verify')}
      </Button>
    </>
  )
}

/** Since when it is in storage. Of one that was verified here, central says that when it confirms it. */
function storedText({ storedAt, verifiedHere }: InventoryRow, t: Translate, format: Format): string {
  if (verifiedHere?.kind === 'stored') return t('storage.verifiedHere')
  return storedAt === null ? t('storage.notStored') : format.date(storedAt)
}

function Known({ container, openProcedure }: KnownProps) {
  const t = useT()
  const format = useFormat()
  const { tankName } = useTanks()
  return (
    <div className={styles.vial}>
      <p className={styles.name}>
        <VialIcon size={48} />
        <Identifier>{container.name}</Identifier>
      </p>
      <Facts
        facts={[
          { label: t('vial.subject'), value: <Identifier>{container.subjectCode}</Identifier> },
          { label: t('vial.place'), value: whereIs(container, tankName, t) },
          {
            label: t('vial.storedAt'),
            value: storedText(container, t, format),
          },
        ]}
      />
      {container.tag === null ? null : (
        <Facts facts={[{ label: t('vial.tag'), value: <TagText tag={container.tag} /> }]} />
      )}
      <AsOf />
      <InDoubt container={container} />
      <OpenProcedure id={openProcedure} />
      {openProcedure === null && container.verify === null ? <MakeOf container={container} /> : null}
    </div>
  )
}

function Gone({ name }: { readonly name: string }) {
  const t = useT()
  return (
    <p className={styles.toVerify}>
      <Signal tone="attention" />
      <span>{t('vial.gone', { name })}</span>
    </p>
  )
}

function Content({ vial }: { readonly vial: ShownVial }) {
  const held = useWorklistStore((state) => {
    const worklist = loadedValue(state.loaded)
    return worklist === null || vial.kind === 'scanned' ? null : openProcedureOf(worklist, vial.container.id)
  })
  if (vial.kind === 'chosen') {
    return vial.isGone ? <Gone name={vial.container.name} /> : <Known container={vial.container} openProcedure={held} />
  }
  const { shown } = vial
  return shown.kind === 'vial' ? (
    <Known container={shown.container} openProcedure={shown.openProcedure} />
  ) : (
    <WithoutRow shown={shown} />
  )
}

function titleOf(vial: ShownVial | null): MessageKey {
  if (vial === null || vial.kind === 'chosen') return 'vial.titleChosen'
  return vial.shown.kind === 'vial' || vial.shown.kind === 'namedVial' ? 'vial.title' : 'vial.onReader'
}

/** A scan on a screen that expects none shows what lies on the reader, until it has left; a row of the inventory opens its vial. */
export function VialCard() {
  const t = useT()
  const vial = useView((view) => view.vial)
  return (
    <Sheet opened={vial !== null} onClose={hideVial} title={t(titleOf(vial))} closeLabel={t('app.close')}>
      {vial === null ? null : <Content vial={vial} />}
    </Sheet>
  )
}
