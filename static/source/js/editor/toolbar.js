// The buttons above an editor.
import { toggleMark } from 'prosemirror-commands'
import { closeHistory } from 'prosemirror-history'
import {
  addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable, mergeCells, splitCell
} from 'prosemirror-tables'
import {
  furtherIn, furtherOut, insertTable, isInList, isMarked, list, setCaption, setLink, toggleHead
} from './commands.js'
import { isHead } from './heads.js'
import { schema } from './schema.js'

const { bullet_list: bulletList, ordered_list: orderedList } = schema.nodes
const { link, strong, em, sup, sub } = schema.marks
const markTool = (label, type) => ({ label, run: toggleMark(type), isOn: (state) => isMarked(state, type) })
const listTool = (label, type) => ({ label, run: list(type), isOn: (state) => isInList(state, type) })

function toolsOf (say) {
  const headTool = (label, axis) => ({ label, run: toggleHead(axis, say), isOn: (state) => isHead(state, axis) })
  const tableTools = [
    headTool('Heading row', 'row'),
    headTool('Heading column', 'column'),
    { label: 'Row below', run: addRowAfter },
    { label: 'Column to the right', run: addColumnAfter },
    { label: 'Merge cells', run: mergeCells, isApt: mergeCells },
    { label: 'Split cell', run: splitCell, isApt: splitCell },
    { label: 'Caption', run: setCaption },
    { label: 'Remove row', run: deleteRow },
    { label: 'Remove column', run: deleteColumn },
    { label: 'Remove table', run: deleteTable }
  ]
  return [
    markTool('Bold', strong),
    markTool('Italic', em),
    markTool('Raised', sup),
    markTool('Lowered', sub),
    listTool('List', bulletList),
    listTool('Numbered list', orderedList),
    { label: 'Further in', run: furtherIn },
    { label: 'Further out', run: furtherOut },
    { label: 'Link', run: setLink, isOn: (state) => isMarked(state, link) },
    { label: 'Table', run: insertTable, isApt: (state) => !isInTable(state) },
    ...tableTools.map((tool) => ({ isApt: isInTable, isOfTable: true, ...tool }))
  ]
}

// One stop for Tab; the arrows go from button to button.
function rove (toolbar) {
  const buttons = () => [...toolbar.querySelectorAll('button:not([hidden])')]
  toolbar.addEventListener('keydown', (event) => {
    const all = buttons()
    const at = all.indexOf(document.activeElement)
    const to = {
      ArrowRight: (at + 1) % all.length,
      ArrowLeft: (at - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1
    }[event.key]
    if (to === undefined || at < 0) return
    event.preventDefault()
    stopAt(toolbar, all[to])
    all[to].focus()
  })
}

function stopAt (toolbar, button) {
  toolbar.querySelectorAll('button').forEach((each) => { each.tabIndex = each === button ? 0 : -1 })
}

function button (label, act) {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'ed-tool'
  made.textContent = label
  made.tabIndex = -1
  made.addEventListener('click', act)
  return made
}

// Returns { toolbar, show }; show(state) says which buttons are pressed, and which there are.
export function toolbarOf ({ label, controls, view, say }) {
  const toolbar = document.createElement('div')
  toolbar.className = 'ed-toolbar'
  toolbar.setAttribute('role', 'toolbar')
  toolbar.setAttribute('aria-label', `How the words of ${label} are set`)
  toolbar.setAttribute('aria-controls', controls)
  const tools = toolsOf(say).map((tool) => ({
    ...tool,
    made: button(tool.label, () => {
      const editor = view()
      editor.focus()
      say('')
      tool.run(editor.state, (tr) => editor.dispatch(closeHistory(tr))) // undone by itself
    })
  }))
  const group = document.createElement('div')
  group.className = 'ed-tools'
  group.append(...tools.filter(({ isOfTable }) => isOfTable).map(({ made }) => made))
  toolbar.append(...tools.filter(({ isOfTable }) => !isOfTable).map(({ made }) => made), group)
  rove(toolbar)

  function show (state) {
    for (const { made, isOn, isApt } of tools) {
      if (isOn) made.setAttribute('aria-pressed', String(isOn(state)))
      if (isApt) made.hidden = !isApt(state)
    }
    group.hidden = !isInTable(state)
    const stop = toolbar.querySelector('button[tabindex="0"]')
    if (!stop || stop.hidden) stopAt(toolbar, toolbar.querySelector('button'))
  }
  return { toolbar, show }
}
