/** Colours for the edges of a bipartite graph, so that no two at one node are alike (König, 1916). */

export type EdgeEnds = readonly [left: number, right: number]

/** The edges of a node by colour. */
type Palette = Map<number, Edge>

interface Edge {
  colour: number
  ends: readonly [Palette, Palette]
}

/**
 * A colour 0 … colours − 1 for each edge. As many colours as the busiest node has edges are enough: where the two ends of
 * an edge have no free colour in common, a path of two colours is swapped. Throws when a node has more edges than colours.
 */
export function colourEdges(edges: readonly EdgeEnds[], colours: number): number[] {
  const lefts = new Map<number, Palette>()
  const rights = new Map<number, Palette>()
  return edges
    .map(([left, right]): Edge => {
      const edge: Edge = { colour: -1, ends: [paletteOf(lefts, left), paletteOf(rights, right)] }
      paint(edge, firstFree(colours, edge.ends) ?? makeFree(colours, edge.ends))
      return edge
    })
    .map(({ colour }) => colour)
}

function paletteOf(palettes: Map<number, Palette>, node: number): Palette {
  const palette = palettes.get(node) ?? new Map<number, Edge>()
  palettes.set(node, palette)
  return palette
}

function paint(edge: Edge, colour: number): void {
  edge.colour = colour
  for (const palette of edge.ends) palette.set(colour, edge)
}

/** The lowest colour that is free in all of these. */
function firstFree(colours: number, palettes: readonly Palette[]): number | null {
  for (let colour = 0; colour < colours; colour++) {
    if (palettes.every((palette) => !palette.has(colour))) return colour
  }
  return null
}

/** Makes a colour that is free at the left end free at the right end as well. */
function makeFree(colours: number, [left, right]: readonly [Palette, Palette]): number {
  const colour = firstFree(colours, [left])
  const other = firstFree(colours, [right])
  if (colour === null || other === null) throw new Error('a node has more edges than there are colours')
  // it never comes to the left end: a path enters left nodes by `colour`, which is free at this one
  const path = pathFrom(right, colour, other)
  for (const edge of path) for (const palette of edge.ends) palette.delete(edge.colour)
  for (const edge of path) paint(edge, edge.colour === colour ? other : colour)
  return colour
}

/** The edges one walks over from here when the two colours alternate, `first` first. */
function pathFrom(start: Palette, first: number, second: number): Edge[] {
  const path: Edge[] = []
  let [at, colour] = [start, first]
  for (let edge = at.get(colour); edge; edge = at.get(colour)) {
    path.push(edge)
    at = edge.ends[0] === at ? edge.ends[1] : edge.ends[0]
    colour = colour === first ? second : first
  }
  return path
}
