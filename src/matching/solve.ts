import { Blossoms } from './blossoms.ts'
import { Candidates } from './graph.ts'
import type { Weigher } from './rows.ts'
import { Search } from './search.ts'

/** An optimal matching with its proof: duals doubled, see certificate.ts. */
export type Solution = { mate: Int32Array; y: Float64Array; blossoms: { z: number; members: number[] }[] }

/** Finds the heaviest matching when every pair also weighs `offset`. */
export function solve(weigher: Weigher, offset: number, _onProgress?: (step: string, share: number) => void): Solution {
  const { n } = weigher
  const list = new Candidates(n)
  const row = new Int32Array(n)
  const y = new Float64Array(n)
  for (let u = 0; u < n; u++) {
    weigher.fillRow(u, row)
    for (let v = u + 1; v < n; v++) {
      if (row[v]! < 0) continue
      list.add(u, v, row[v]!)
      y[u] = Math.max(y[u]!, row[v]! + offset)
      y[v] = Math.max(y[v]!, row[v]! + offset)
    }
  }
  const sets = new Blossoms(new Int32Array(n).fill(-1))
  const search = new Search(list.graph(), offset, sets, y)
  for (let v = 0; v < n; v++) if (sets.mate[v]! < 0 && y[v]! > 0) search.from(v)
  return { mate: sets.mate, y, blossoms: sets.list() }
}
