import type { nodeWords } from '@throughline/protocol/nodes/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const nodes: Translated<typeof nodeWords> = {
  not_proven: () => 'Dieser Knoten muss erst zeigen, dass er den Dateispeicher der anderen hat.',
  has_other_store: () =>
    'Dieser Knoten hat nicht den Dateispeicher der laufenden Knoten und nimmt bis dahin keine Arbeit an.',
  cannot_show: () =>
    'Der Dateispeicher antwortet nicht; darum kann dieser Knoten nicht zeigen, dass er ihn mit den anderen teilt.',
  could_not_begin: () => 'Dieser Knoten konnte seine Arbeit nicht aufnehmen; warum, steht in seinem Log.',
  cannot_write: ({ node, reason }) => `${node} kann nicht in den Dateispeicher schreiben: „${reason}“`,
  other_store: ({ node, other }) =>
    `${node} hat einen anderen Dateispeicher als ${other}: Dateien gingen verloren. Geben Sie allen Knoten dieselben S3_-Einstellungen, oder hängen Sie bei jedem denselben Ordner unter DATA_DIR/files ein.`,
  takes_no_work: ({ node }) =>
    `${node} nimmt bis dahin keine Arbeit an; soll er mit seinem eigenen Speicher weiterarbeiten, halten Sie die anderen an und starten ihn neu.`,
  store_silent: ({ node, other }) =>
    `${node} kann im Dateispeicher nicht lesen, was ${other} dort hinterlassen hat: Der Speicher antwortet nicht.`,
}
