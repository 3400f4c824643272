import type { labWords } from '@throughline/protocol/lab/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const lab: Translated<typeof labWords> = {
  switched_off: () => 'Das Kanal-Labor ist hier ausgeschaltet. Der Server kann mit LAB=on gestartet werden.',
  other_name: () => 'Das Kanal-Labor antwortet nur unter der Adresse dieses Servers.',
  no_such_mail: () => 'Die Mail, auf die geantwortet wird, liegt nicht in diesem Postfach.',
  no_such_file: () => 'Die Mail hat keine solche Datei.',
  no_shop_secret: () => 'Der Shop hat noch kein Geheimnis und kann darum für niemanden bürgen.',
  no_shop_account: () => 'Niemand dieses Namens hat ein Konto im Shop.',
}
