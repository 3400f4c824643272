import type { Spoken } from '../../../words/spoken.ts'
import type { en } from './en.ts'

export const fr: Spoken<typeof en> = {
  searchPage: {
    title: 'Recherche',
    pageTitle: (query) => (query ? `${query} · Recherche · Throughline` : 'Recherche · Throughline'),
    shortcut: 'Aller à la recherche',
    label: 'Rechercher dans tout ce qui a été écrit',
    placeholder: 'Des mots, un numéro de commande, une partie d’adresse, un nom de fichier…',
    results: 'Résultats',
    start: 'Rechercher dans tout ce qui a été écrit',
    startMore:
      'Le début des mots suffit. Mettez entre "guillemets" les mots qui se suivent, et un - devant ce qui ne doit pas figurer.',
    none: (query) => `Aucun résultat pour « ${query} »`,
    noneMore: 'Essayez avec des mots moins nombreux ou plus courts.',
    noneWithTags: 'Essayez moins de mots, des mots plus courts ou d’autres étiquettes.',
    tags: 'Avec l’une de ces étiquettes',
    clear: 'Effacer la recherche',
    wrote: (name) => `${name} a écrit`,
    note: 'Note interne',
    indexing: (since) =>
      `Les messages plus anciens sont encore en cours d’ajout à la recherche. Ce qui a été écrit avant le ${since} n’est pas encore trouvé.`,
    end: 'C’est tout.',
  },
}
