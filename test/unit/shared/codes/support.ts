// Keyboards of other countries, typed on by a scanner that knows the US one.
import { type Layout, withoutLayout } from '../../../../src/shared/codes/layouts'

export const ascii = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index))

/** Every sign that layouts write here. */
const signs = [
  ...ascii,
  ...'°ß§´`üÜöÖäÄ²éèçà¨£µùğĞıİşŞçÇ',
  ...'ёЁ№йцукенгшщзхъфывапролджэячсмитьбюЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ',
]

/** What a US scanner's text becomes on that keyboard; dead keys stay signs of their own. */
export function typedOn(layout: Layout, text: string): string {
  return [...text]
    .map((wanted) => (wanted === ' ' ? wanted : (signs.find((sign) => withoutLayout(sign, layout) === wanted) ?? '')))
    .join('')
}
