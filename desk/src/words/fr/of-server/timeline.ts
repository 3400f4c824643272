import type { timelineWords } from '@throughline/protocol/timeline/words.ts'
import type { Translated } from '@throughline/protocol/words.ts'

export const timeline: Translated<typeof timelineWords> = {
  no_such_entry: () => 'Cette entrée n’existe pas, ou vous ne pouvez pas la voir.',
  no_such_attachment: () => 'Cette pièce jointe n’existe pas, ou vous ne pouvez pas la voir.',
  foreign_cursor: () => 'Cette liste n’est plus à jour. Rechargez la page.',
  nothing_to_search: () => 'Indiquez dans `q` ce qu’il faut chercher.',
  token_has_no_drafts: () => 'Les brouillons appartiennent à des personnes ; un jeton n’en a pas.',
  only_notes_change: () => 'Seules les notes peuvent être modifiées. L’entrée est inchangée.',
  struck_out_already: () => 'La note est déjà supprimée.',
  note_of_another: () =>
    'Une note ne peut être modifiée que par la personne qui l’a écrite ou qui a l’autorisation notes.manage. Elle est inchangée.',
  too_many_bytes_from_network: () =>
    'Trop de fichiers de votre réseau attendent d’être envoyés ou sont arrivés en une heure. Celui-ci n’a pas été enregistré ; réessayez plus tard.',
  too_many_files_waiting: () =>
    'Trop de vos fichiers attendent d’être envoyés ; envoyez-les d’abord. Rien n’a été enregistré.',
  no_room_for_files: () =>
    'Il n’y a pas de place pour des fichiers en ce moment. Rien n’a été enregistré ; réessayez plus tard.',
  too_many_uploads: () =>
    'Trop de fichiers arrivent en même temps. Rien n’a été enregistré ; réessayez dans une demi-minute.',
  no_such_picture: () => 'Il n’y a pas d’image à afficher.',
  file_being_scanned: () => 'Le fichier est en cours d’analyse antivirus. Il pourra être ouvert dans un instant.',
  file_not_scanned_yet: () =>
    'Le fichier n’a pas encore pu être analysé et est retenu. Une nouvelle tentative aura lieu ; un administrateur peut le débloquer.',
  file_infected: ({ finding }) =>
    `Le fichier est infecté (${finding}) et est retenu. Un administrateur peut le supprimer ou le débloquer.`,
  file_removed: () => 'Le fichier était infecté et un administrateur l’a supprimé.',
  file_arriving: () => 'Le fichier n’est pas encore arrivé. Il est en cours de récupération.',
  file_not_fetched: () => 'Le fichier n’a pas pu être récupéré. Demandez-le à nouveau.',
  file_not_missing: () => 'Le fichier est là ou est en cours de récupération. Rien n’a été modifié.',
  file_not_withheld: () => 'Le fichier n’est pas retenu. Rien n’a été modifié.',
  not_scanning: () => 'Les fichiers ne sont pas analysés ici : définissez CLAMD_ADDRESS.',
  only_infected_removed: () => 'Seul un fichier infecté peut être supprimé. Rien n’a été modifié.',
  forward_or_answer: () => 'Indiquez ce qui est transféré, ou la réponse à laquelle vous répondez, pas les deux.',
  no_html: () => 'L’entrée n’a pas de contenu en HTML.',
}
