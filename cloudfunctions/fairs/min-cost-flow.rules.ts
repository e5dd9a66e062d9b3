/** The cheapest flow through a network, by successive shortest paths with potentials (Edmonds and Karp, 1972). */

export interface Arc {
  from: number
  to: number
  /** whole, how much may flow */
  capacity: number
  /** whole, for each unit; may be below 0 as long as no circle of arcs costs less than 0 */
  cost: number
}

/** An arc as it is now, or the way back over it. */
interface Way {
  to: Node
  room: number
  cost: number
  back: Way
}

interface Node {
  ways: Way[]
  /** cost of the cheapest path to here, by which every way with room costs 0 or more */
  potential: number
  /** of the search that runs */
  distance: number
  isDone: boolean
  by: Way | null
}

/**
 * How much flows over each arc when the whole costs least; however much that is, for where costs are below 0 it pays to
 * let flow, and beyond that it does not. Sums of costs along a path must stay below 2^53.
 */
export function cheapestFlow(count: number, arcs: readonly Arc[], source: number, sink: number): number[] {
  const nodes = Array.from({ length: count }, (): Node => {
    return { ways: [], potential: Infinity, distance: Infinity, isDone: false, by: null }
  })
  const at = (index: number): Node => {
    const node = nodes[index]
    if (!node) throw new Error(`no node ${index}`)
    return node
  }
  const ways = arcs.map((arc) => connect(at(arc.from), at(arc.to), arc))
  const from = at(source)
  const to = at(sink)
  setPotentials(nodes, from)
  while (findPath(nodes, from, to) && to.potential < 0) send(from, to)
  return ways.map(({ back }) => back.room)
}

function connect(from: Node, to: Node, { capacity, cost }: Arc): Way {
  const way = { to, room: capacity, cost } as Way
  const back: Way = { to: from, room: 0, cost: -cost, back: way }
  way.back = back
  from.ways.push(way)
  to.ways.push(back)
  return way
}

/** Bellman and Ford's: costs may be below 0 here, once. */
function setPotentials(nodes: readonly Node[], source: Node): void {
  source.potential = 0
  for (let round = 0, hasChanged = true; hasChanged; round++) {
    if (round > nodes.length) throw new Error('a circle of arcs costs less than nothing')
    hasChanged = false
    for (const { ways, potential } of nodes) {
      for (const { to, room, cost } of ways) {
        if (room === 0 || potential + cost >= to.potential) continue
        to.potential = potential + cost
        hasChanged = true
      }
    }
  }
}

/** Dijkstra's: the cheapest path that still has room. False: there is none. Keeps every way's cost by potentials ≥ 0. */
function findPath(nodes: readonly Node[], source: Node, sink: Node): boolean {
  for (const node of nodes) {
    node.distance = Infinity
    node.isDone = false
    node.by = null
  }
  source.distance = 0
  const reached = new Set([source])
  while (!sink.isDone) {
    const near = nearest(reached)
    if (!near) return false
    near.isDone = true
    reached.delete(near)
    for (const way of near.ways) {
      const { to, room, cost } = way
      if (room === 0 || to.isDone) continue
      const distance = near.distance + cost + near.potential - to.potential
      if (distance >= to.distance) continue
      to.distance = distance
      to.by = way
      reached.add(to)
    }
  }
  for (const node of nodes) node.potential += Math.min(node.distance, sink.distance)
  return true
}

/** A heap would not pay: the networks are small and full of arcs. */
function nearest(reached: ReadonlySet<Node>): Node | null {
  let best: Node | null = null
  for (const node of reached) if (best === null || node.distance < best.distance) best = node
  return best
}

/** As much as the path has room for. */
function send(source: Node, sink: Node): void {
  const path: Way[] = []
  for (let node = sink; node !== source;) {
    const way = node.by
    if (!way) throw new Error('the path is broken')
    path.push(way)
    node = way.back.to
  }
  const amount = Math.min(...path.map(({ room }) => room))
  for (const way of path) {
    way.room -= amount
    way.back.room += amount
  }
}
