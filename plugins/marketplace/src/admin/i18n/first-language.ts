// Le français d'abord : l'administration de Medusa s'ouvrirait en anglais. Un choix déjà fait reste.
// Evaluated with the bundle, before core reads the language.
if (typeof window !== "undefined") {
  const isChosen = /(?:^|;\s*)lng=/.test(document.cookie) || window.localStorage.getItem("lng")
  if (!isChosen) window.localStorage.setItem("lng", "fr")
}
