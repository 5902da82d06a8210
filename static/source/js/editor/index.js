// Puts an editor in the place of each text area that is for paragraphs. Without it, or if it cannot
// start, the text areas take plain words, which the server reads as well.
import { baseKeymap, toggleMark } from 'prosemirror-commands'
import { gapCursor } from 'prosemirror-gapcursor'
import { closeHistory, history, redo, undo } from 'prosemirror-history'
import { inputRules, wrappingInputRule } from 'prosemirror-inputrules'
import { keymap } from 'prosemirror-keymap'
import { splitListItem } from 'prosemirror-schema-list'
import { EditorState, Plugin, Selection } from 'prosemirror-state'
import { fixTables, goToNextCell, tableEditing } from 'prosemirror-tables'
import { EditorView } from 'prosemirror-view'
import { keepWhole, wholeOf } from './heads.js'
import { leftOutInWords } from './rules.js'
import { docOfHtml, docOfText, htmlOf, parser, schema } from './schema.js'
import { tidied } from './tidying.js'
import { toolbarOf } from './toolbar.js'

const { bullet_list: bulletList, hard_break: hardBreak, list_item: listItem, ordered_list: orderedList } = schema.nodes
const { strong, em } = schema.marks
const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex], .ed-words'
const KEYS = 'In a table, Tab goes to the next cell, and Shift with the arrows chooses several. Escape leaves the box.'

const editors = new Map()
let isChanged = false

function breakLine (state, dispatch) {
  if (dispatch) dispatch(state.tr.replaceSelectionWith(hardBreak.create()).scrollIntoView())
  return true
}

// Tab is for cells while in a table, so that another key always leaves.
function leave (_state, _dispatch, view) {
  const all = [...document.querySelectorAll(FOCUSABLE)].filter((each) => {
    return each === view.dom || (each.tabIndex >= 0 && !each.disabled && !view.dom.contains(each) && each.getClientRects().length)
  })
  const next = all[all.indexOf(view.dom) + 1]
  if (next) next.focus()
  else view.dom.blur()
  return true
}

const bindings = {
  'Mod-z': undo,
  'Mod-y': redo,
  'Shift-Mod-z': redo,
  'Mod-b': toggleMark(strong),
  'Mod-i': toggleMark(em),
  Enter: splitListItem(listItem),
  'Shift-Enter': breakLine,
  Tab: goToNextCell(1),
  'Shift-Tab': goToNextCell(-1),
  Escape: leave
}

function pluginsOf (show) {
  return [
    inputRules({
      rules: [wrappingInputRule(/^\s*[-*]\s$/, bulletList), wrappingInputRule(/^\s*1\.\s$/, orderedList)]
    }),
    keymap(bindings),
    keymap(baseKeymap),
    tableEditing(),
    gapCursor(),
    history(),
    keepWhole(),
    new Plugin({ view: () => ({ update: ({ state }) => show(state) }) })
  ]
}

// Tables that do not fit together, as some programs write them, are mended before anything is typed.
function stateOf (doc, plugins) {
  let state = EditorState.create({ doc, plugins })
  for (const mend of [fixTables, wholeOf]) {
    const tr = mend(state)
    if (tr) state = state.apply(tr.setMeta('addToHistory', false))
  }
  return state
}

function attributesOf (area, label) {
  const found = {
    id: area.id,
    class: 'ed-words',
    role: 'textbox',
    'aria-multiline': 'true',
    spellcheck: 'true',
    'aria-describedby': [area.getAttribute('aria-describedby'), 'ed-keys'].filter(Boolean).join(' ')
  }
  if (label) found['aria-labelledby'] = `${area.id}-label`
  if (area.hasAttribute('aria-invalid')) found['aria-invalid'] = area.getAttribute('aria-invalid')
  return found
}

// Files alone, without words: pictures. What is dropped would take the place of the page.
function isFilesAlone (data) {
  return data.files.length > 0 && !data.getData('text/html') && !data.getData('text/plain')
}

function pasting (say) {
  const tell = (data) => {
    const isPicture = isFilesAlone(data)
    say(isPicture ? leftOutInWords({ pictures: data.files.length }) : '')
    return isPicture
  }
  return {
    clipboardParser: parser,
    transformPastedHTML (html) {
      const { html: kept, left } = tidied(html)
      say(leftOutInWords(left))
      return kept
    },
    handleDOMEvents: {
      paste (_view, { clipboardData }) {
        tell(clipboardData)
        return false
      },
      drop (_view, event) {
        const isPicture = tell(event.dataTransfer)
        if (isPicture) event.preventDefault()
        return isPicture
      }
    }
  }
}

function statusLine () {
  const said = document.createElement('p')
  said.className = 'ed-said'
  said.setAttribute('role', 'status')
  return said
}

function enhance (area) {
  const label = document.querySelector(`label[for="${area.id}"]`)
  const holder = document.createElement('div')
  holder.className = 'ed-holder'
  if (area.classList.contains('govuk-textarea--error')) holder.classList.add('ed-holder--error')
  const said = statusLine()
  const say = (words) => { said.textContent = words }
  // What somebody typed before the editor was there, or the browser put back, is theirs.
  const isTyped = area.value !== area.defaultValue
  const hadFocus = document.activeElement === area
  const attributes = attributesOf(area, label)
  let view = null
  const words = label ? label.textContent.trim() : 'the paragraphs'
  const { toolbar, show } = toolbarOf({ label: words, controls: area.id, view: () => view, say })
  // What the server could not read comes back as words alone.
  const doc = isTyped || !area.dataset.rich ? docOfText(area.value) : docOfHtml(area.dataset.rich)
  view = new EditorView(holder, {
    state: stateOf(doc, pluginsOf(show)),
    attributes,
    ...pasting(say),
    dispatchTransaction (tr) {
      isChanged ||= tr.docChanged
      if (tr.docChanged) area.form.dispatchEvent(new Event('typed'))
      if (tr.getMeta('paste')) closeHistory(tr)
      view.updateState(view.state.apply(tr))
    }
  })
  isChanged ||= isTyped
  area.removeAttribute('id')
  area.hidden = true
  area.after(toolbar, holder, said)
  if (label) {
    label.id = attributes['aria-labelledby']
    label.addEventListener('click', () => view.focus())
  }
  show(view.state)
  if (hadFocus) {
    view.dispatch(view.state.tr.setSelection(Selection.atEnd(view.state.doc)))
    view.focus()
  }
  editors.set(area.name, view)
}

function tellKeys (form) {
  const told = document.createElement('p')
  told.id = 'ed-keys'
  told.hidden = true
  told.textContent = KEYS
  form.append(told)
}

function start (form) {
  tellKeys(form)
  form.addEventListener('formdata', (event) => {
    for (const [name, view] of editors) {
      event.formData.delete(name)
      event.formData.set(`${name}_html`, htmlOf(view.state.doc))
    }
  })
  form.addEventListener('input', (event) => { if (event.target.name) isChanged = true })
  form.addEventListener('submit', () => { isChanged = false })
  window.addEventListener('beforeunload', (event) => { if (isChanged) event.preventDefault() })
  form.querySelectorAll('textarea[data-rich]').forEach(enhance)
}

document.querySelectorAll('form[data-editors]').forEach(start)
