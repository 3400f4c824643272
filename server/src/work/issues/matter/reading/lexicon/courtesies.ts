import { wordSet } from './word-set.ts'

/** How a message begins, before a name. Lower case, without accents. */
export const greetings = [
  'hi|hello|hey|dear|good (?:morning|afternoon|evening|day)',
  'hallo|moin|servus|guten (?:morgen|tag|abend)|liebe[rs]?|sehr geehrte[rs]?',
  'bonjour|bonsoir|salut|cher|chere',
  'hola|buenos dias|buenas (?:tardes|noches)|estimad[oa]',
]

/** What is said to everybody, whatever it is about. Lower case, without accents; words that carry no meaning are known elsewhere. */
export const courtesies = wordSet(
  `you re ll ve have has had there here is are am was i we your our with for to be been do does did so any the a an and or
  thanks thank thx cheers welcome pleasure sorry apologise apologize apologies apology inconvenience trouble regret
  please kindly patience patient understanding appreciate appreciated grateful hello hi hey dear greetings morning afternoon
  evening day week weekend nice great good lovely wonderful happy glad hope hopefully well fine ok okay sure yes no course
  moment minute minutes second seconds bit wait waiting hold hang while soon shortly possible quickly asap right away now today
  look looking check checking see checked investigate investigating take care caring deal get getting got back touch contact
  contacting reach reaching reached write writing wrote written message messages mail email letter note answer answering reply
  replying respond response hear hearing heard let know help helping assist assistance support anything something everything
  nothing else further more question questions problem problems issue issues request matter team colleague colleagues free feel
  hesitate always gladly best better much very receive received noted forward forwarded will would can could shall may come
  coming keep updated posted talk chat name yours day keep`,
  `danke dank vielen herzlichen bedanke bedanken bitte gern gerne geschehen entschuldigung entschuldigen verzeihung leid tut
  unannehmlichkeiten umstande geduld verstandnis hallo guten morgen tag abend woche wochenende schonen schon schone gut gute super
  hoffe hoffentlich ok okay ja nein naturlich klar moment minute minuten augenblick warten warte kurz bald schnellstmoglich
  moglich sofort gleich jetzt heute schaue schauen nachsehen sehe sehen prufe prufen geprueft kummere kummern melde melden meldung
  zuruck kontakt schreiben geschrieben nachricht nachrichten mail email schreibe antwort antworten horen wissen lassen helfen hilfe
  unterstutzen noch etwas alles nichts weitere weiteren weiter mehr frage fragen problem probleme anliegen anfrage team kollegen
  kollegin kollege jederzeit beste besten erhalten bekommen weitergeleitet uns ihnen ihrem ihre ihrer sie wir werden konnen kann
  durfen wunschen wunsche freuen freue`,
  `merci remercie remercions beaucoup plaisir desole desolee desoles excuses excusez pardon regret patience comprehension
  desagrement gene bonjour bonsoir bonne bon journee soiree semaine week end bien tres parfait espere d accord oui non sur
  moment minute minutes instant instants attendre attendez bientot rapidement possible vite tout suite maintenant aujourd hui
  regarde regardons verifie verifier verifions occupe occupons revenir reviens revenons recontacte recontactons contacter
  contact ecrire ecrit message messages mail email reponse reponds repondre aide aider autre autres chose besoin question
  questions probleme problemes demande equipe collegue collegues hesitez toujours recu transmis cordialement souhaite souhaitons`,
)
