// Which cells of a table head others. The server heads a table that says nothing by its first row;
// so does the editor, at once.
import { Plugin } from 'prosemirror-state'
import { isInTable, selectedRect } from 'prosemirror-tables'
import { schema } from './schema.js'

const { table, table_cell: plainCell, table_header: headCell } = schema.nodes

export function hasHead (node) {
  let isFound = false
  node.descendants(({ type }) => { isFound ||= type === headCell })
  return isFound
}

function cellsOf ({ left, right, top, bottom, map }, axis) {
  return axis === 'row'
    ? map.cellsInRect({ left: 0, right: map.width, top, bottom })
    : map.cellsInRect({ left, right, top: 0, bottom: map.height })
}

const areHeads = (rect, cells) => cells.length > 0 && cells.every((pos) => rect.table.nodeAt(pos).type === headCell)

export function isHead (state, axis) {
  if (!isInTable(state)) return false
  const rect = selectedRect(state)
  return areHeads(rect, cellsOf(rect, axis))
}

// How many rows or columns at the beginning hold heads alone, those cells aside; one, if all do.
function leading (rect, axis, aside) {
  const size = axis === 'row' ? rect.map.height : rect.map.width
  const isAt = (place) => {
    const at = axis === 'row' ? { top: place, bottom: place + 1 } : { left: place, right: place + 1 }
    return areHeads(rect, cellsOf({ ...rect, ...at }, axis).filter((each) => !aside.includes(each)))
  }
  let count = 0
  while (count < size && isAt(count)) count++
  return count === size ? 1 : count
}

// A heading row or column begins or ends; cells that also stand in one of the other kind stay heads.
export function setHead (tr, rect, axis) {
  const cells = cellsOf(rect, axis)
  const isOn = areHeads(rect, cells)
  const kept = isOn ? leading(rect, axis === 'row' ? 'column' : 'row', cells) : 0
  for (const pos of cells) {
    const { top, left } = rect.map.findCell(pos)
    const isKept = (axis === 'row' ? left : top) < kept
    tr.setNodeMarkup(rect.tableStart + pos, isOn && !isKept ? plainCell : headCell, rect.table.nodeAt(pos).attrs)
  }
  return tr
}

// A table is headed, and below the last one there is a line to go on in.
export function keepWhole () {
  return new Plugin({
    appendTransaction (transactions, _before, state) {
      return transactions.some(({ docChanged }) => docChanged) ? wholeOf(state) : null
    }
  })
}

export function wholeOf (state) {
  const { tr, doc } = state
  doc.forEach((node, offset) => {
    if (node.type !== table || node.childCount < 2 || hasHead(node)) return
    node.firstChild.forEach((cell, place) => tr.setNodeMarkup(offset + 2 + place, headCell, cell.attrs))
  })
  if (doc.lastChild.type === table) tr.insert(tr.doc.content.size, schema.node('paragraph'))
  return tr.docChanged ? tr : null
}
