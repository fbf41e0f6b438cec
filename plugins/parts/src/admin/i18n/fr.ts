export default {
  offers: {
    menu: "Offres",
    title: "Mes offres",
    text: "Ce que vous vendez, avec le prix TTC et le stock disponible.",
    search: "Désignation, marque ou référence",
    part: "Pièce",
    sku: "Votre référence",
    condition: "État",
    status: "Publication",
    stock: "Stock",
    price: "Prix TTC",
    noPrice: "Sans prix",
    available: "{{pieces}} en stock",
    reserved: "Réservé : {{pieces}}",
    empty: {
      title: "Aucune offre pour le moment",
      text: "Les pièces que vous mettez en vente apparaîtront ici avec leur prix et leur stock.",
    },
  },
  condition: { new: "Neuf", used: "Occasion", refurbished: "Reconditionné" },
  productStatus: {
    published: "En ligne",
    draft: "Brouillon",
    proposed: "Proposée",
    rejected: "Refusée",
  },
}
