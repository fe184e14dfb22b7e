import type { Graph } from './graph.ts'
import { Heap } from './heap.ts'

/**
 * The fractional matching: everybody stands twice, once as giver and once as taker, and givers are assigned to takers at
 * the greatest weight. Half of an assignment and its mirror image is the best half-integral matching, and the sum of a
 * person's two duals is a doubled dual of it: what the search for blossoms begins with.
 */
export type Assignment = {
  /** duals: give[u] + take[v] >= weight + offset on every pair either way round, none negative */
  give: Float64Array
  take: Float64Array
  /** who takes from u, and who gives to v; -1 nobody */
  taker: Int32Array
  giver: Int32Array
}

/** Before anything is assigned: each taker holds about half of what it could, each giver what is still missing. */
export function startAssignment({ n, off, to, weight }: Graph, bonus: Int32Array, offset: number): Assignment {
  const take = new Float64Array(n)
  const half = Math.floor(offset / 2)
  for (let v = 0; v < n; v++) {
    let best = -1
    for (let i = off[v]!; i < off[v + 1]!; i++) best = Math.max(best, weight[i]! - bonus[v]! - bonus[to[i]!]!)
    if (best >= 0) take[v] = Math.max(0, half + bonus[v]! + Math.floor(best / 2))
  }
  return { give: new Float64Array(n), take, taker: new Int32Array(n).fill(-1), giver: new Int32Array(n).fill(-1) }
}

/** Brings the assignment to the optimum of the graph, from whatever it is: new pairs may have joined since. */
export function assign(graph: Graph, offset: number, state: Assignment): void {
  const { n, off, to, weight } = graph
  const { give, take, taker, giver } = state
  for (let u = 0; u < n; u++) {
    let least = taker[u]! < 0 ? 0 : give[u]!
    for (let i = off[u]!; i < off[u + 1]!; i++) least = Math.max(least, weight[i]! + offset - take[to[i]!]!)
    if (least === give[u]) continue
    give[u] = least
    if (taker[u]! < 0) continue
    giver[taker[u]!] = -1
    taker[u] = -1
  }
  for (let u = 0; u < n; u++) {
    for (let i = off[u]!; taker[u]! < 0 && i < off[u + 1]!; i++) {
      const v = to[i]!
      if (giver[v]! >= 0 || give[u]! + take[v]! !== weight[i]! + offset) continue
      taker[u] = v
      giver[v] = u
    }
  }
  const forth = shortest(graph, offset, give, take, taker, giver)
  for (let u = 0; u < n; u++) if (taker[u]! < 0 && give[u]! > 0) forth(u)
  const back = shortest(graph, offset, take, give, giver, taker)
  for (let v = 0; v < n; v++) if (giver[v]! < 0 && take[v]! > 0) back(v)
}

/** A search for the cheapest way to assign one more from the `mine` side, or to leave one there at a dual of zero. */
function shortest(graph: Graph, offset: number, mine: Float64Array, other: Float64Array, to: Int32Array, from: Int32Array) {
  const { n, off, to: neighbour, weight } = graph
  const heap = new Heap()
  const reached = new Float64Array(n)
  const seen = new Int32Array(n)
  const done = new Int32Array(n)
  const via = new Int32Array(n)
  let turn = 0
  return (root: number): void => {
    turn++
    heap.clear()
    const ours = [root]
    const since = [0]
    const theirs: number[] = []
    let u = root
    let time = 0
    let bound = mine[root]!
    let zero = root
    let end = -1
    for (;;) {
      if (time + mine[u]! < bound) {
        bound = time + mine[u]!
        zero = u
        end = -1
      }
      for (let i = off[u]!; i < off[u + 1]!; i++) {
        const v = neighbour[i]!
        if (done[v] === turn) continue
        const at = time + mine[u]! + other[v]! - weight[i]! - offset
        if (at > bound || (seen[v] === turn && reached[v]! <= at)) continue
        seen[v] = turn
        reached[v] = at
        via[v] = u
        if (from[v]! >= 0) heap.push(at, v, 0)
        else if (at < bound || end < 0) {
          bound = at
          end = v
        }
      }
      let v = -1
      while (heap.earliest < bound) {
        const at = heap.earliest
        const next = heap.a
        heap.pop()
        if (done[next] === turn || at !== reached[next]) continue
        v = next
        time = at
        break
      }
      if (v < 0) break
      done[v] = turn
      theirs.push(v)
      u = from[v]!
      ours.push(u)
      since.push(time)
    }
    ours.forEach((x, i) => {
      mine[x]! -= bound - since[i]!
    })
    for (const v of theirs) other[v]! += bound - reached[v]!
    let v = end
    if (end < 0) {
      v = to[zero]!
      to[zero] = -1
      if (zero === root) return
    }
    while (v >= 0) {
      const x = via[v]!
      const before = to[x]!
      to[x] = v
      from[v] = x
      v = x === root ? -1 : before
    }
  }
}

/**
 * Pairs along the circles and chains of the assignment. Every second pair of a chain or an even circle; an odd circle
 * leaves one out, whom the search for blossoms takes up.
 */
export function pairsOf({ taker, giver }: Assignment): Int32Array {
  const n = taker.length
  const mate = new Int32Array(n).fill(-1)
  const seen = new Uint8Array(n)
  const follow = (first: number) => {
    const walk: number[] = []
    for (let u = first; u >= 0 && seen[u] === 0; u = taker[u]!) {
      seen[u] = 1
      walk.push(u)
    }
    for (let i = walk.length % 2; i + 1 < walk.length; i += 2) {
      mate[walk[i]!] = walk[i + 1]!
      mate[walk[i + 1]!] = walk[i]!
    }
  }
  for (let u = 0; u < n; u++) if (giver[u]! < 0) follow(u)
  for (let u = 0; u < n; u++) if (seen[u] === 0) follow(u)
  return mate
}
