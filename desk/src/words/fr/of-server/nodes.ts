import type { nodeWords } from '@throughline/protocol/nodes/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const nodes: Translated<typeof nodeWords> = {
  not_proven: () => 'Ce nœud doit encore montrer qu’il a le même stockage de fichiers que les autres.',
  has_other_store: () =>
    'Ce nœud n’a pas le stockage de fichiers des nœuds déjà en service, et n’accepte aucun travail d’ici là.',
  cannot_show: () =>
    'Le stockage de fichiers ne répond pas : ce nœud ne peut pas montrer qu’il le partage avec les autres.',
  could_not_begin: () => 'Ce nœud n’a pas pu commencer son travail ; son journal en donne la raison.',
  cannot_write: ({ node, reason }) => `${node} ne peut pas écrire dans le stockage de fichiers : « ${reason} »`,
  other_store: ({ node, other }) =>
    `${node} a un autre stockage de fichiers que ${other} : des fichiers seraient perdus. Donnez à tous les nœuds les mêmes réglages S3_, ou montez le même dossier dans DATA_DIR/files sur chacun.`,
  takes_no_work: ({ node }) =>
    `${node} n’accepte aucun travail d’ici là ; pour continuer avec son propre stockage, arrêtez les autres et redémarrez-le.`,
  store_silent: ({ node, other }) =>
    `${node} ne peut pas lire dans le stockage de fichiers ce que ${other} y a laissé : le stockage ne répond pas.`,
}
