// What a device says that waits to be paired.

const ENGLISH = {
  title: "Pair this device",
  wait: "One moment…",
  type: "On the manager's page, under Devices, type this code or scan the picture:",
  spelled: (letters) => `The code is ${letters}`,
  picture: "The same code as a picture, for a telephone's camera",
  away: "The system cannot be reached. Trying again…",
  denied: "A manager has refused this device.",
  again: "Ask again",
  bring: "Which restaurant's device is it?",
  noManager: "Nobody is signed in as a manager on this device. Open the manager's page, choose Devices and type the code:",
};

const FRENCH = {
  title: "Associer cet appareil",
  wait: "Un instant…",
  type: "Sur la page du responsable, sous Appareils, saisissez ce code ou scannez l'image :",
  spelled: (letters) => `Le code est ${letters}`,
  picture: "Le même code en image, pour l'appareil photo d'un téléphone",
  away: "Le système ne répond pas. Nouvel essai…",
  denied: "Un responsable a refusé cet appareil.",
  again: "Demander de nouveau",
  bring: "Pour quel restaurant est cet appareil ?",
  noManager: "Aucun responsable n'est connecté sur cet appareil. Ouvrez la page du responsable, choisissez Appareils et saisissez le code :",
};

export const wordsFor = (language) => ((language ?? "").toLowerCase().startsWith("fr") ? FRENCH : ENGLISH);
