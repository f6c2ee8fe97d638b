import type { Language } from '../parameters.ts';
import type { Topic } from './topic.ts';

/** A language with one topic for all, and its lighter words. */
export interface Spoken extends Topic {
  praise: readonly string[];
  talk: readonly string[];
  thanks: readonly string[];
  kind: readonly string[];
  'thanks-back': readonly string[];
}

/** German, Spanish and French. */
export const spoken: Record<Exclude<Language, 'en'>, Spoken> = {
  de: {
    word: 'deutsch',
    weight: 1,
    answers: {
      hitze: 'Bis 95 Grad passt {elastomer}, darüber FFKM. Steht auf Seite 4 im Datenblatt.',
      satz: 'Seit {year} ist es Satz 2214, davor 2198. Beide stehen in der Ersatzteilliste.',
      termin: 'Auftrag {order} geht am Donnerstag raus, der Spediteur ruft vorher an.',
      moment: '25 Nm über Kreuz, dann 40. Steht auch innen im Deckel.',
      angebot: 'Das Angebot ist unterwegs, mit Ersatzdichtung.',
      blatt: 'Ist unterwegs, samt Zeichnung.',
      saugen: 'Klingt nach Kavitation: Saugventil ganz auf, dann wird es leiser.',
      leer: 'Ja, bis zu einem Viertel der Drehzahl. Das reicht zum Leeren.',
      titel: 'Ja, unten rechts am Zahnrad einschalten.',
      leid: 'Das tut uns leid. Uwe vom Service ruft heute noch an und bringt das Teil mit.',
    },
    question: {
      'Welche Dichtung passt in die {model} ab Baujahr {year}?': 'satz',
      'Hält die {elastomer}-Dichtung {temp} Grad Lauge aus, zweimal am Tag?': 'hitze',
      'Wann kommt Auftrag {order}? Die Monteure sind bestellt.': 'termin',
      'Kann die {model} auch rückwärts laufen, um die Leitung zu leeren?': 'leer',
      'Gibt es den Film auch mit Untertiteln für die Azubis?': 'titel',
      'Welches Drehmoment gilt für die Deckelschrauben der {model}?': 'moment',
      'Ist das Brummen bei {hz} Hz normal, oder ist das Lager hin?': 'saugen',
    },
    request: {
      'Bitte das Datenblatt der {model} an uns schicken, der Prüfer kommt am Montag.': 'blatt',
      'Ich brauche ein Angebot für zwei {model} mit {inch} Zoll.': 'angebot',
      'Bitte um Rückruf wegen Auftrag {order}.': 'termin',
      'Bitte die Ersatzteilliste zur Nummer {serial}.': 'blatt',
    },
    complaint: {
      'Die {model} ist nach {weeks} Wochen schon wieder kaputt.': 'leid',
      'Der neue Deckel funktioniert nicht mit der alten Dichtung. Sehr ärgerlich.': 'leid satz',
      'Zweiter Termin verstrichen, und am Telefon geht keiner dran. Enttäuschend.': 'leid',
      'Falsches Teil geliefert, jetzt steht die Linie. Das ist schlecht gelaufen.': 'leid',
    },
    asks: {
      'Welche Nummer steht auf dem Typenschild?': [
        'Nummer {serial}, Baujahr {year}.',
        'Die {model}-{serial}, steht neben der Abfüllung.',
      ],
      'Wie heiß wird gereinigt, und wie lange?': [
        '{temp} Grad, vierzig Minuten.',
        'Achtzig Grad, jede Schicht eine halbe Stunde.',
      ],
    },
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
      'Danke, so machen wir es.',
      'Danke, es war wirklich der Zulauf.',
    ],
    kind: ['Vielen Dank, das freut die Werkstatt. {emoji}', 'Grüße zurück in die Molkerei!'],
    'thanks-back': ['Danke für den Tipp!', 'Danke, schaue ich mir morgen an.'],
  },
  es: {
    word: 'español',
    weight: 1,
    answers: {
      calor: 'Hasta 95 grados con {elastomer}; está en la página 4 de la ficha.',
      pedido: 'El pedido {order} sale el jueves.',
      junta: 'Desde {year} es el juego 2214, antes el 2198.',
      ficha: 'Va en camino, con el plano.',
      subs: 'Sí, se activan abajo a la derecha.',
      trozos: 'Con el impulsor abierto y a media velocidad, sí.',
      perdon: 'Lo sentimos. Inés le llama hoy mismo y lo arregla.',
    },
    question: {
      '¿Qué junta lleva la {model} desde {year}?': 'junta',
      '¿Aguanta {temp} grados con sosa dos veces al día?': 'calor',
      '¿Cuándo sale el pedido {order}?': 'pedido',
      '¿Hay subtítulos en español para los aprendices?': 'subs',
      '¿Sirve la {model} para salsa con trozos de {size} mm?': 'trozos',
    },
    request: {
      'Por favor, envíen la ficha de la {model}.': 'ficha',
      'Necesito una oferta para dos {model}.': 'ficha',
      'Por favor, la lista de repuestos del número {serial}.': 'ficha',
    },
    complaint: {
      'La bomba no funciona desde la última revisión.': 'perdon',
      'Tenemos un problema con el pedido {order}, y nadie contesta.': 'perdon pedido',
      'Pésimo servicio, dos semanas con la línea parada.': 'perdon',
    },
    asks: {
      '¿Qué número de serie lleva la placa?': ['Serie {serial}, del año {year}.'],
      '¿A qué temperatura limpian, y cuánto tiempo?': ['{temp} grados, cuarenta minutos.'],
    },
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
    word: 'français',
    weight: 1,
    answers: {
      chaleur: "Jusqu'à 95 degrés avec {elastomer} ; c'est à la page 4 de la fiche.",
      commande: 'La commande {order} part jeudi.',
      joint: "Depuis {year} c'est le jeu 2214, avant le 2198.",
      fiche: 'Elle est en route, avec le plan.',
      titres: 'Oui, en bas à droite.',
      bars: 'Six bars, huit avec le grand couvercle.',
      pardon: "Nous sommes désolés. Inès vous appelle aujourd'hui et règle cela.",
    },
    question: {
      'Quel joint pour la {model} depuis {year} ?': 'joint',
      'La {model} tient-elle {temp} degrés avec de la soude ?': 'chaleur',
      'Quand part la commande {order} ?': 'commande',
      'Y aura-t-il des sous-titres en français ?': 'titres',
      'Combien de bars au maximum pour la {model} ?': 'bars',
    },
    request: {
      "La fiche de la {model}, s'il vous plaît.": 'fiche',
      "J'ai besoin d'un devis pour deux {model}.": 'fiche',
      "La liste des pièces du numéro {serial}, s'il vous plaît.": 'fiche',
    },
    complaint: {
      'La pompe est en panne depuis lundi, après {weeks} semaines.': 'pardon',
      'Le nouveau couvercle ne marche pas avec le vieux joint.': 'pardon joint',
      'Très déçu du service, la ligne est arrêtée.': 'pardon',
    },
    asks: {
      'Quel numéro porte la plaque ?': ['Numéro {serial}, de {year}.'],
      'À quelle température nettoyez-vous, et combien de temps ?': ['{temp} degrés, quarante minutes.'],
    },
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
