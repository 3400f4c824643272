/**
 * One form for the forms of a word, roughly, in any language that inflects by endings: `orders` and `order`,
 * `lieferungen` and `lieferung`, `commandes` and `commande`. Takes too little rather than too much.
 */
export function stemOf(word: string): string {
  if (word.length < 5) return word
  const stem = word.replace(ending, '')
  // planned and plan, addresses and address
  return stem.length > 4 ? stem.replace(/(.)\1$/, '$1') : stem
}

// At least four letters stay. Of several endings the longest that leaves as many is taken.
const ending = /(?<=.{4})(?:ings?|ies|ied|ers|ern|ens|ado|ada|es|ed|en|er|em|[seyaoiаяыиу])$/
