// What the operators' page says, in the reader's language.

const ENGLISH = {
  title: "Replays", dark: "Dark", light: "Light", token: "Token", open: "Open",
  signIn: "Replays", signInWhy: "Paste an operator's token. It stays on this device.", refused: "This token does not open the replays: they are for operators of all restaurants.",
  labels: { topic: "Topic", name: "Name", since: "From", before: "Until", restaurant: "Only this restaurant", key: "Only this call or key", rate: "Records a second (0: unlimited)", reason: "Why" },
  count: "Count only", copy: "Copy", copyNow: "Copy it", none: "No replay is known. What is copied goes to a topic of its own, where nothing live reads.",
  failed: (why) => `This could not be done: ${why}`, lost: "the server does not answer.",
  deeds: { PAUSE: "Pause", RUN: "Go on", STOP: "Give up" },
  deed: (deed, id) => `${deed}: ${id}`,
  states: { WAITING: "waiting", RUNNING: "running", PAUSED: "paused", STOPPED: "given up", COMPLETE: "complete", FAILED: "failed" },
  progress: (id) => `How far ${id} is`,
  far: (n) => `${n.read} of ${n.toRead} looked at`, copied: (n) => `${n} copied`, counted: (n, size) => `${n} counted, ${size}`,
  kinds: { copy: "Copy", rerun: "Calls led again", rebuild: "Tables made anew" }, led: (n) => `${n} calls led again`, applied: (n) => `${n} events applied`,
  pace: (n) => `${n} a second`, left: (time) => `${time} left`,
  asked: (by, at, what, why) => `${what}, wished by ${by} at ${at}${why ? `: ${why}` : ""}`,
  since: (at) => `from ${at}`, before: (at) => `until ${at}`, places: "In each partition",
  place: ["Partition", "First", "Next", "End"],
};

const FRENCH = {
  title: "Relectures", dark: "Sombre", light: "Clair", token: "Jeton", open: "Ouvrir",
  signIn: "Relectures", signInWhy: "Collez le jeton d'un opérateur. Il reste sur cet appareil.", refused: "Ce jeton n'ouvre pas les relectures : elles sont aux opérateurs de tous les restaurants.",
  labels: { topic: "Sujet", name: "Nom", since: "Du", before: "Au", restaurant: "Ce restaurant seul", key: "Cet appel ou cette clé seuls", rate: "Enregistrements par seconde (0 : sans limite)", reason: "Pourquoi" },
  count: "Compter seulement", copy: "Copier", copyNow: "Copier", none: "Aucune relecture n'est connue. Ce qui est copié va dans un sujet à part, que rien de vivant ne lit.",
  failed: (why) => `Impossible : ${why}`, lost: "le serveur ne répond pas.",
  deeds: { PAUSE: "Suspendre", RUN: "Reprendre", STOP: "Abandonner" },
  deed: (deed, id) => `${deed} : ${id}`,
  states: { WAITING: "en attente", RUNNING: "en cours", PAUSED: "suspendue", STOPPED: "abandonnée", COMPLETE: "achevée", FAILED: "échouée" },
  progress: (id) => `Avancement de ${id}`,
  far: (n) => `${n.read} sur ${n.toRead} parcourus`, copied: (n) => `${n} copiés`, counted: (n, size) => `${n} comptés, ${size}`,
  kinds: { copy: "Copie", rerun: "Appels menés à nouveau", rebuild: "Tables refaites" }, led: (n) => `${n} appels menés à nouveau`, applied: (n) => `${n} événements appliqués`,
  pace: (n) => `${n} par seconde`, left: (time) => `encore ${time}`,
  asked: (by, at, what, why) => `${what}, voulue par ${by} à ${at}${why ? ` : ${why}` : ""}`,
  since: (at) => `du ${at}`, before: (at) => `au ${at}`, places: "Par partition",
  place: ["Partition", "Premier", "Suivant", "Fin"],
};

export const wordsFor = (language) => ((language ?? "").toLowerCase().startsWith("fr") ? FRENCH : ENGLISH);
