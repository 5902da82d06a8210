// What the buttons and keys do. Each is a command of the editor: (state, dispatch) => whether it can.
import { liftListItem, sinkListItem, wrapInList } from 'prosemirror-schema-list'
import { TextSelection } from 'prosemirror-state'
import { isInTable, selectedRect } from 'prosemirror-tables'
import { hasHead, setHead } from './heads.js'
import { isAddress, schema } from './schema.js'

const { bullet_list: bulletList, list_item: listItem, ordered_list: orderedList, table } = schema.nodes
const { link } = schema.marks
const NEW_TABLE = [3, 3]

export const furtherIn = sinkListItem(listItem)
export const furtherOut = liftListItem(listItem)

// The innermost node of some types round the selection, with its depth.
function around ({ selection: { $from } }, ...types) {
  for (let depth = $from.depth; depth > 0; depth--) {
    if (types.includes($from.node(depth).type)) return { node: $from.node(depth), depth, pos: $from.before(depth) }
  }
  return null
}

export function isInList (state, type) {
  const list = around(state, bulletList, orderedList)
  return Boolean(list) && list.node.type === type
}

export const list = (type) => (state, dispatch) => {
  const found = around(state, bulletList, orderedList)
  if (!found) return wrapInList(type)(state, dispatch)
  if (found.node.type === type) return furtherOut(state, dispatch)
  if (dispatch) dispatch(state.tr.setNodeMarkup(found.pos, type))
  return true
}

export function isMarked ({ doc, selection: { from, to, $from, empty }, storedMarks }, type) {
  return empty ? Boolean(type.isInSet(storedMarks || $from.marks())) : doc.rangeHasMark(from, to, type)
}

// A link as far as it goes to both sides of the cursor.
function linkRange ({ selection: { $from } }) {
  const { parent } = $from
  const isLinked = (place) => place >= 0 && place < parent.childCount && link.isInSet(parent.child(place).marks)
  let first = $from.index()
  if (!isLinked(first)) first--
  let last = first
  while (isLinked(first - 1)) first--
  while (isLinked(last + 1)) last++
  const size = (end) => parent.content.content.slice(0, end).reduce((sum, node) => sum + node.nodeSize, $from.start())
  return { from: size(first), to: size(last + 1) }
}

export function setLink (state, dispatch) {
  const { selection, tr } = state
  if (isMarked(state, link)) {
    const { from, to } = selection.empty ? linkRange(state) : selection
    dispatch(tr.removeMark(from, to, link))
    return true
  }
  const href = window.prompt('Address of the page, beginning with https://', 'https://')
  if (!href || !isAddress(href)) return false
  const made = link.create({ href })
  if (selection.empty) dispatch(tr.replaceSelectionWith(schema.text(href, [made]), false))
  else dispatch(tr.addMark(selection.from, selection.to, made))
  return true
}

// --- Tables ---------------------------------------------------------------------------------------

export function insertTable (state, dispatch) {
  const [height, width] = NEW_TABLE
  const row = (type) => schema.nodes.table_row.create(null, Array.from({ length: width }, () => type.createAndFill()))
  const { table_cell: cell, table_header: header } = schema.nodes
  const made = table.create(null, Array.from({ length: height }, (_, place) => row(place ? cell : header)))
  const tr = state.tr.replaceSelectionWith(made)
  let at = null
  tr.doc.descendants((node, pos) => { if (node === made) at = pos })
  if (at !== null) tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1)))
  dispatch(tr.scrollIntoView())
  return true
}

export function setCaption (state, dispatch) {
  const found = around(state, table)
  if (!found) return false
  const caption = window.prompt('Caption of the table', found.node.attrs.caption)
  if (caption === null) return false
  dispatch(state.tr.setNodeMarkup(found.pos, null, { caption: caption.trim() }))
  return true
}

// The row or column of the cursor heads the others, or does so no more; a table is left with a head.
export const toggleHead = (axis, say) => (state, dispatch) => {
  if (!isInTable(state)) return false
  const rect = selectedRect(state)
  const tr = setHead(state.tr, rect, axis)
  if (!hasHead(tr.doc.nodeAt(rect.tableStart - 1))) {
    say('A table needs a heading row or a heading column.')
    return false
  }
  dispatch(tr)
  return true
}
