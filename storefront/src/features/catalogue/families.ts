/**
 * Les organes mis en avant à l'accueil : ceux qu'un garage tunisien remplace le plus souvent. La
 * catégorie est désignée par son identifiant, commun à toutes les installations.
 */
export const featuredCategories: { id: string; drawing: string }[] = [
  { id: "pcat_vp-1-4-1", drawing: "brake-disc" },
  { id: "pcat_vp-1-4-5", drawing: "oil-filter" },
  { id: "pcat_vp-1-4-6", drawing: "piston" },
  { id: "pcat_vp-1-4-17", drawing: "shock-absorber" },
  { id: "pcat_vp-1-4-22", drawing: "radiator" },
  { id: "pcat_vp-1-4-14", drawing: "alternator" },
  { id: "pcat_vp-1-4-19", drawing: "clutch-kit" },
  { id: "pcat_vp-1-4-12", drawing: "headlight" },
  { id: "pcat_vp-1-4-20", drawing: "tyre" },
  { id: "pcat_vp-1-4-4", drawing: "steering-rack" },
  { id: "pcat_vp-1-4-10", drawing: "injector" },
  { id: "pcat_vp-1-5-5", drawing: "engine-oil" },
]
