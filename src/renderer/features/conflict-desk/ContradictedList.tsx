import type { LateReport } from '../../../shared/model/procedure'
import type { Contradicted } from '../../../shared/views/conflict'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { placeText } from '../../parts/places'
import { useTanks } from '../../parts/useTanks'
import { procedureTitle } from '../../parts/words'
import { go } from '../../stores/view'
import { Button } from '../../ui/Button'
import { Identifier } from '../../ui/Identifier'
import { Pill } from '../../ui/Pill'
import { useNow } from '../../ui/useNow'
import { VisuallyHidden } from '../../ui/VisuallyHidden'
import styles from './Contradicted.module.css'

/** Of a vial, a device says nothing else. */
const outcomeIn = ({ said }: LateReport) => (said === 'completed' || said === 'failed' ? 'unknown' : said)

function OneProcedure({ contradicted }: { readonly contradicted: Contradicted }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const { tankName } = useTanks()
  const { procedure, vials } = contradicted
  const person = procedure.endedBy?.name ?? ''
  const device = procedure.device?.name ?? ''
  return (
    <li className={styles.procedure}>
      <div className={styles.head}>
        <h3>{procedureTitle(procedure, t)}</h3>
        <Identifier>{procedure.subject?.code ?? ''}</Identifier>
        <Pill tone="attention">{t('conflict.contradicted.toVerify', { count: vials.length })}</Pill>
      </div>
      <p>{t('conflict.contradicted.text', { person, device })}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('storage.col.vial')}</th>
            <th scope="col">{t('conflict.contradicted.person', { person })}</th>
            <th scope="col">{t('conflict.contradicted.device', { device })}</th>
            <th scope="col">{t('conflict.contradicted.central')}</th>
          </tr>
        </thead>
        <tbody>
          {vials.map(({ vial, said, place }) => (
            <tr key={vial.containerId}>
              <th scope="row">
                <Identifier>{vial.name}</Identifier>
              </th>
              <td>{t(`procedure.end.outcome.${vial.outcome}`)}</td>
              <td>
                {t(`procedure.end.outcome.${outcomeIn(said)}`)}{' '}
                <span className={styles.at}>{format.when(said.at, now)}</span>
              </td>
              <td>
                <Button onClick={() => go({ kind: 'attention', containerId: vial.containerId })}>
                  {t('attention.verify')}
                  <VisuallyHidden>
                    {' '}
                    <Identifier>{vial.name}</Identifier>
                  </VisuallyHidden>
                </Button>{' '}
                {place === null
                  ? t('conflict.contradicted.noPlace')
                  : t('conflict.contradicted.mayBeAt', { place: placeText(place, tankName(place.storageId), t) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button onClick={() => go({ kind: 'procedure', procedureId: procedure.id })}>
        {t('conflict.contradicted.open')}
      </Button>
    </li>
  )
}

/** Where a device has spoken after a person had ended its procedure, and says otherwise: nobody is believed before somebody has looked. */
export function ContradictedList({ contradicted }: { readonly contradicted: readonly Contradicted[] }) {
  const t = useT()
  return (
    <section aria-label={t('conflict.contradicted')}>
      <h2>{t('conflict.contradicted')}</h2>
      <ul className={styles.list}>
        {contradicted.map((each) => (
          <OneProcedure key={each.procedure.id} contradicted={each} />
        ))}
      </ul>
    </section>
  )
}
