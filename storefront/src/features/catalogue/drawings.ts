import type { CategoryTree } from "./categories"

/**
 * Le dessin de chaque catégorie du catalogue commun. Une installation qui a les siennes les voit sous
 * celui d'une catégorie voisine.
 */
const DRAWN: Record<string, string> = {
  "ac-compressor": "1-4-3 1-4-3-1",
  accessory: "1-5-3 1-5-3-6-3 1-5-4",
  "accessory-belt": "1-4-14-9",
  "air-filter": "1-4-23 1-4-23-1",
  "air-flow-meter": "1-4-16-11",
  alarm: "1-6 1-6-3-2 1-6-4",
  alternator: "1-4-14 1-4-14-1",
  "ball-joint": "1-4-17-1",
  battery: "1-4-14-2",
  "battery-charger": "1-5-7-3",
  blower: "1-4-3-5",
  bonnet: "1-4-9-5",
  "brake-booster": "1-4-1-2",
  "brake-caliper": "1-4-1-3",
  "brake-disc": "1-4 1-4-1 1-4-1-8",
  "brake-drum": "1-4-1-9",
  "brake-fluid": "1-4-1-4 1-5-5-2",
  "brake-hose": "1-4-1-13",
  "brake-pads": "1-4-1-7",
  "brake-shoes": "1-4-1-11",
  bulb: "1-4-12-4",
  bumper: "1-4-9 1-4-9-1",
  bush: "1-4-17-7",
  camera: "1-3-6",
  camshaft: "1-4-6-1",
  carburettor: "1-4-10-1",
  "catalytic-converter": "1-4-8-2",
  "clutch-kit": "1-4-19 1-4-19-14 1-4-19-15 1-4-19-2",
  "coil-spring": "1-4-17-2",
  condenser: "1-4-3-2",
  "control-arm": "1-4-17-3",
  coolant: "1-5-5-1",
  "cv-boot": "1-4-19-12",
  "cv-joint": "1-4-19-11",
  "diagnostic-scanner": "1-5-7-6",
  "door-handle": "1-4-9-11 1-4-9-2",
  "drive-shaft": "1-4-19-19 1-4-19-4",
  "engine-mount": "1-4-19-7 1-4-7-3",
  "engine-oil": "1-5 1-5-5 1-5-5-11 1-5-5-8-1 1-5-5-8-2 1-5-5-8-4",
  "exhaust-pipe": "1-4-8-4",
  "expansion-tank": "1-4-22-8 1-4-22-9",
  fender: "1-4-9-3",
  "floor-mat": "1-4-11 1-4-11-3 1-4-2",
  fluid: "1-5-1 1-5-2-2-1 1-5-5-12 1-5-5-5-3 1-5-5-6 1-5-6",
  flywheel: "1-4-19-13",
  "fog-light": "1-4-12-1",
  "fuel-filter": "1-4-10-3",
  "fuel-pump": "1-4-10-7",
  fuse: "1-4-14-3",
  "gas-strut": "1-4-9-10",
  gasket: "1-4-7-6",
  gloves: "1-6-1-3",
  "glow-plug": "1-4-6-5-1",
  grille: "1-4-9-4",
  "head-gasket": "1-4-6-3 1-4-7-4",
  headlight: "1-4-12 1-4-12-2",
  helmet: "1-6-1-7-1 1-6-7",
  "helmet-jet": "1-6-1-7-5",
  "ignition-coil": "1-4-6-5-2",
  "ignition-leads": "1-4-6-5-3",
  "ignition-switch": "1-4-14-10",
  injector: "1-4-10 1-4-10-4",
  "jump-leads": "1-5-7-8",
  "lambda-sensor": "1-4-16-3",
  "leaf-spring": "1-4-17-4",
  "master-cylinder": "1-4-1-6 1-4-19-10",
  mirror: "1-4-11-1 1-4-13",
  "moto-lock": "1-6-3-3",
  "motorcycle-tyre": "1-4-20-3-2",
  muffler: "1-4-8 1-4-8-5",
  "oil-filter": "1-4-5 1-4-5-5",
  "oil-pan": "1-4-5-6",
  "oil-pump": "1-4-5-8",
  "parking-sensor": "1-4-16-10",
  piston: "1-4-6 1-4-6-6",
  "power-steering-pump": "1-4-4-4 1-5-5-10",
  radiator: "1-4-22 1-4-22-10 1-4-3-8",
  "radiator-fan": "1-4-22-11",
  "radiator-hose": "1-4-22-13",
  relay: "1-4-14-4 1-4-14-7",
  "release-bearing": "1-4-19-16",
  "roof-bars": "1-7 1-7-3",
  "seat-cover": "1-4-11-5 1-4-15",
  sensor: "1-4-1-1 1-4-16 1-4-16-13 1-4-16-14 1-4-16-16 1-4-16-19 1-4-5-7",
  "shock-absorber": "1-4-17 1-4-17-5",
  "spark-plug": "1-4-14-5",
  speaker: "1-3 1-3-8",
  "stabiliser-link": "1-4-17-8",
  starter: "1-4-14-6",
  "steering-rack": "1-4-4 1-4-4-5",
  "strut-mount": "1-4-17-10",
  "tail-light": "1-4-12-7",
  "tensioner-pulley": "1-4-7-5",
  thermostat: "1-4-22-3",
  "tie-rod-end": "1-4-4-7",
  "timing-belt-kit": "1-4-6-7 1-4-7",
  "timing-chain-kit": "1-4-6-8",
  tools: "1-5-7-11-2",
  "top-case": "1-7-6",
  "turn-signal": "1-4-12-6 1-4-12-8",
  tyre: "1-4-20 1-4-20-3-1",
  valve: "1-4-6-9",
  "water-pump": "1-4-22-12",
  wheel: "1-4-18 1-4-20-1-1",
  "wheel-bearing": "1-4-20-4-4",
  "wheel-bolt": "1-4-20-4-2 1-4-5-3",
  "wheel-cylinder": "1-4-1-12",
  "window-regulator": "1-4-21-2",
  "wiper-blade": "1-4-21 1-4-21-4-2",
  "wiper-motor": "1-4-21-4-4",
}

const drawingOf = new Map(
  Object.entries(DRAWN).flatMap(([drawing, ids]) =>
    ids.split(" ").map((id): [string, string] => [`pcat_vp-${id}`, drawing]),
  ),
)

/** Drawn where nothing nearer is. */
const PLAIN = "part"

/** How a category is drawn: by its own drawing, that of one beneath it, or that of the one above. */
export function categoryDrawing(tree: Pick<CategoryTree, "children" | "path">, id: string): string {
  const beneath = (one: string): string | undefined =>
    drawingOf.get(one) ?? first(tree.children(one).map((child) => beneath(child.id)))
  const above = tree
    .path(id)
    .map((step) => drawingOf.get(step.id))
    .reverse()
  return beneath(id) ?? first(above) ?? PLAIN
}

const first = (drawings: (string | undefined)[]): string | undefined => drawings.find(Boolean)
