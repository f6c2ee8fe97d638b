import type { Language } from '../parameters.ts';
import type { Topic } from './topic.ts';

type Spoken = Pick<Topic, 'question' | 'request' | 'complaint' | 'answer' | 'asks' | 'detail' | 'help'> & {
  praise: readonly string[];
  talk: readonly string[];
  thanks: readonly string[];
  kind: readonly string[];
  'thanks-back': readonly string[];
};

/** The same in German, Spanish and French, without topics. */
export const spoken: Record<Exclude<Language, 'en'>, Spoken> = {
  de: {
    question: [
      'Welche Dichtung passt in die {model} ab Baujahr {year}?',
      'Hält die {elastomer}-Dichtung {temp} Grad Lauge aus, zweimal am Tag?',
      'Wann kommt Auftrag {order}? Die Monteure sind bestellt.',
      'Kann die {model} auch rückwärts laufen, um die Leitung zu leeren?',
      'Gibt es den Film auch mit Untertiteln für die Azubis?',
      'Welches Drehmoment gilt für die Deckelschrauben der {model}?',
      'Ist das Brummen bei {hz} Hz normal, oder ist das Lager hin?',
    ],
    request: [
      'Bitte das Datenblatt der {model} an uns schicken, der Prüfer kommt am Montag.',
      'Ich brauche ein Angebot für zwei {model} mit {inch} Zoll.',
      'Bitte um Rückruf wegen Auftrag {order}.',
      'Bitte die Ersatzteilliste zur Nummer {serial}.',
    ],
    complaint: [
      'Die {model} ist nach {weeks} Wochen schon wieder kaputt.',
      'Der neue Deckel funktioniert nicht mit der alten Dichtung. Sehr ärgerlich.',
      'Zweiter Termin verstrichen, und am Telefon geht keiner dran. Enttäuschend.',
      'Falsches Teil geliefert, jetzt steht die Linie. Das ist schlecht gelaufen.',
    ],
    answer: [
      'Bis 95 Grad passt {elastomer}, darüber FFKM. Steht auf Seite 4 im Datenblatt.',
      'Auftrag {order} geht am Donnerstag raus, der Spediteur ruft vorher an.',
      '25 Nm über Kreuz, dann 40. Steht auch innen im Deckel.',
      'Das Angebot ist unterwegs, mit Ersatzdichtung.',
      'Klingt nach Kavitation: Saugventil ganz auf, dann wird es leiser.',
    ],
    asks: [
      'Welche Nummer steht auf dem Typenschild?',
      'Wie heiß wird gereinigt, und wie lange?',
      'Runder oder eckiger Deckel?',
    ],
    detail: [
      'Nummer {serial}, Baujahr {year}.',
      '{temp} Grad, vierzig Minuten.',
      'Runder Deckel, steht neben der Abfüllung.',
    ],
    help: [
      'Bei uns war es die Ausrichtung, 0,1 mm reichen.',
      'Wir fahren {elastomer} seit {year}, läuft.',
      'Größere Saugleitung, dann war Ruhe.',
    ],
    praise: [
      'Toll erklärt, schau ich mit den Azubis an. {emoji}',
      'Ehrliche Arbeit, gefällt mir.',
      'Starkes Team! {emoji}',
      'Unsere {model} läuft seit {year}, Respekt.',
    ],
    talk: [
      'Grüße aus der Molkerei. {emoji}',
      'Das erinnert mich an meine Lehre.',
      'Mahlzeit zusammen!',
      'Bruno for president. {emoji}',
    ],
    thanks: [
      'Danke, das hilft sehr.',
      'Danke für die schnelle Antwort! {emoji}',
      'Danke, bestellt.',
      'Danke, es war wirklich der Zulauf.',
    ],
    kind: ['Vielen Dank, das freut die Werkstatt. {emoji}', 'Grüße zurück in die Molkerei!'],
    'thanks-back': ['Danke für den Tipp!', 'Danke, schaue ich mir morgen an.'],
  },
  es: {
    question: [
      '¿Qué junta lleva la {model} desde {year}?',
      '¿Aguanta {temp} grados con sosa dos veces al día?',
      '¿Cuándo sale el pedido {order}?',
      '¿Hay subtítulos en español para los aprendices?',
      '¿Sirve la {model} para salsa con trozos de {size} mm?',
    ],
    request: [
      'Por favor, envíen la ficha de la {model}.',
      'Necesito una oferta para dos {model}.',
      'Por favor, la lista de repuestos del número {serial}.',
    ],
    complaint: [
      'La bomba no funciona desde la última revisión.',
      'Tenemos un problema con el pedido {order}, y nadie contesta.',
      'Pésimo servicio, dos semanas con la línea parada.',
    ],
    answer: [
      'Hasta 95 grados con {elastomer}; está en la página 4 de la ficha.',
      'El pedido {order} sale el jueves.',
      '25 Nm en cruz, luego 40.',
    ],
    asks: ['¿Qué número de serie lleva la placa?', '¿A qué temperatura limpian, y cuánto tiempo?'],
    detail: ['Serie {serial}, del año {year}.', '{temp} grados, cuarenta minutos.'],
    help: ['A nosotros nos pasó: era la alineación.', 'Con {elastomer} vamos bien desde {year}.'],
    praise: [
      'Muy buen video, saludos desde Asturias. {emoji}',
      'Así se explica. {emoji}',
      'Nuestra {model} va como un reloj.',
    ],
    talk: ['Saludos desde la quesería. {emoji}', 'Qué recuerdos de mi taller.'],
    thanks: ['Gracias, era justo eso.', 'Gracias por la respuesta. {emoji}'],
    kind: ['¡Saludos a la quesería! {emoji}', 'Se lo decimos al taller, alegra el día.'],
    'thanks-back': ['Gracias por el consejo.'],
  },
  fr: {
    question: [
      'Quel joint pour la {model} depuis {year} ?',
      'La {model} tient-elle {temp} degrés avec de la soude ?',
      'Quand part la commande {order} ?',
      'Y aura-t-il des sous-titres en français ?',
      'Combien de bars au maximum pour la {model} ?',
    ],
    request: [
      "La fiche de la {model}, s'il vous plaît.",
      "J'ai besoin d'un devis pour deux {model}.",
      "La liste des pièces du numéro {serial}, s'il vous plaît.",
    ],
    complaint: [
      'La pompe est en panne depuis lundi, après {weeks} semaines.',
      'Le nouveau couvercle ne marche pas avec le vieux joint.',
      'Très déçu du service, la ligne est arrêtée.',
    ],
    answer: [
      "Jusqu'à 95 degrés avec {elastomer} ; c'est à la page 4 de la fiche.",
      'La commande {order} part jeudi.',
      '25 Nm en croix, puis 40.',
    ],
    asks: ['Quel numéro porte la plaque ?', 'À quelle température nettoyez-vous, et combien de temps ?'],
    detail: ['Numéro {serial}, de {year}.', '{temp} degrés, quarante minutes.'],
    help: ["Chez nous c'était l'alignement.", 'On tourne avec {elastomer} depuis {year}, tout va bien.'],
    praise: [
      'Superbe vidéo, bravo. {emoji}',
      'Belle équipe ! {emoji}',
      'Notre {model} tourne depuis {year}, chapeau.',
    ],
    talk: ['Salutations de la fromagerie. {emoji}', 'Ça sent bon la graisse et le métal.'],
    thanks: ["Merci, c'était bien ça.", 'Merci pour la réponse. {emoji}'],
    kind: ['Ça fait plaisir à tout le banc. {emoji}', 'Salutations à la fromagerie !'],
    'thanks-back': ["Merci pour l'astuce."],
  },
};
