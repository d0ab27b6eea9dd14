import { groupsOfFour } from './groups'
import styles from './Identifier.module.css'

/** A tag in groups of four. The gaps are space on screen only, so that a copied tag is whole. */
export const TagText = ({ tag }: { readonly tag: string }) => (
  <bdi dir="ltr" className={styles.tag}>
    {groupsOfFour(tag).map(({ start, text }) => (
      <span key={start}>{text}</span>
    ))}
  </bdi>
)
