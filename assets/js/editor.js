// Puts an editor in the place of each text area that is for paragraphs. Without it, or if it cannot
// start, the text areas take plain words, which the server reads as well.

const TOOLS = [
  ['Bold', 'bold', true],
  ['Italic', 'italic', true],
  ['Raised', 'script', 'super'],
  ['Lowered', 'script', 'sub'],
  ['List', 'list', 'bullet'],
  ['Numbered list', 'list', 'ordered'],
  ['Further in', 'indent', '+1'],
  ['Further out', 'indent', '-1'],
  ['Link', 'link', null],
  ['Table', 'table', null]
]
const TABLE_TOOLS = [
  ['Row below', 'insertRowBelow'],
  ['Column to the right', 'insertColumnRight'],
  ['Remove row', 'deleteRow'],
  ['Remove column', 'deleteColumn'],
  ['Remove table', 'deleteTable']
]
const FORMATS = ['bold', 'italic', 'script', 'list', 'indent', 'link', 'table']
const PICTURES = 'Pictures were left out. A picture belongs in an appendix.'
const NEW_TABLE = [3, 3]

const editors = new Map()
let isChanged = false

function button (label, act) {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'ed-tool'
  made.textContent = label
  made.tabIndex = -1
  made.addEventListener('click', act)
  return made
}

// One stop for Tab; the arrows go from button to button.
function roving (toolbar) {
  const buttons = () => [...toolbar.querySelectorAll('button:not([hidden])')]
  buttons()[0].tabIndex = 0
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
    toolbar.querySelectorAll('button').forEach((each) => { each.tabIndex = -1 })
    all[to].tabIndex = 0
    all[to].focus()
  })
}

function applied (quill, name, value) {
  const found = quill.getFormat()
  if (name === 'table') return quill.getModule('table').insertTable(...NEW_TABLE)
  if (name === 'link') return link(quill, found)
  quill.format(name, name === 'indent' ? value : found[name] !== value && value, 'user')
}

function link (quill, found) {
  if (found.link) return quill.format('link', false, 'user')
  const range = quill.getSelection(true)
  const address = window.prompt('Address of the page, beginning with https://', 'https://')
  if (!address || !/^https?:\/\/[^\s/]/i.test(address)) return
  if (range.length) return quill.format('link', address, 'user')
  quill.insertText(range.index, address, { link: address }, 'user')
}

function toolbarOf (quill, label, editorId) {
  const toolbar = document.createElement('div')
  toolbar.className = 'ed-toolbar'
  toolbar.setAttribute('role', 'toolbar')
  toolbar.setAttribute('aria-label', `How the words of ${label} are set`)
  toolbar.setAttribute('aria-controls', editorId)
  const states = []
  for (const [words, name, value] of TOOLS) {
    const made = button(words, () => { quill.focus(); applied(quill, name, value); show() })
    if (value && name !== 'indent') states.push([made, name, value])
    toolbar.append(made)
  }
  const inTable = TABLE_TOOLS.map(([words, method]) => {
    const made = button(words, () => { quill.focus(); quill.getModule('table')[method](); show() })
    made.hidden = true
    return made
  })
  toolbar.append(...inTable)
  roving(toolbar)

  function show () {
    const range = quill.getSelection()
    if (!range) return
    const found = quill.getFormat(range)
    for (const [made, name, value] of states) {
      made.setAttribute('aria-pressed', String(found[name] === value))
    }
    for (const made of inTable) made.hidden = !found.table
    if (!found.table && toolbar.querySelector('button[tabindex="0"]').hidden) {
      toolbar.querySelector('button').tabIndex = 0
    }
  }
  quill.on('editor-change', show)
  states.forEach(([made]) => made.setAttribute('aria-pressed', 'false'))
  return toolbar
}

// What is pasted says by style what Word prints before an item, what is hidden, and what is bold.
// The page's policy refuses style attributes, even in a document that is only read: they go by
// another name before anything parses them.
const LIST = /mso-list:\s*l\d+\s+level(\d)/i
const NOT_READ = /mso-list:\s*ignore|mso-element:\s*comment|mso-special-character:\s*comment|display:\s*none|mso-hide:\s*all/i
const ORDERED = /^\(?(\d{1,3}|[a-z]{1,4})[.)]/i
const LOOKS = [
  ['bold', true, /(?<![-\w])font-weight:\s*(bold|[6-9]00)/i],
  ['italic', true, /(?<![-\w])font-style:\s*(italic|oblique)/i],
  ['script', 'super', /vertical-align:\s*super/i],
  ['script', 'sub', /vertical-align:\s*sub\b/i]
]

function withoutStyles (html) {
  return html
    .replace(/<style\b[\s\S]*?<\/style>/gi, '')
    .replace(/<[^>]*>/g, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style='))
}

function styleOf (node) {
  return node.getAttribute('data-style') || ''
}

// Word's items are paragraphs with a mark before them; those in a row become one list.
function gatherItems (doc) {
  let list = null
  for (const item of [...doc.querySelectorAll('[data-style*="mso-list"]')]) {
    const level = styleOf(item).match(LIST)
    if (!level) continue
    const mark = [...item.querySelectorAll('[data-style]')].find((each) => NOT_READ.test(styleOf(each)))
    const made = doc.createElement('li')
    made.dataset.list = ORDERED.test((mark ? mark.textContent : '').trim()) ? 'ordered' : 'bullet'
    if (level[1] > 1) made.className = `ql-indent-${level[1] - 1}`
    made.append(...item.childNodes)
    if (!list || list.nextElementSibling !== item) {
      list = doc.createElement('ul')
      item.before(list)
    }
    list.append(made)
    item.remove()
  }
}

function tidy (doc) {
  for (const blank of doc.querySelectorAll('p[class^="Mso"]')) {
    if (!blank.textContent.trim() && !blank.closest('td, th')) blank.remove()
  }
  for (const bold of doc.querySelectorAll('b[data-style]')) {
    if (/(?<![-\w])font-weight:\s*(normal|[1-5]00)/i.test(styleOf(bold))) bold.replaceWith(...bold.childNodes)
  }
  gatherItems(doc)
  for (const node of [...doc.querySelectorAll('[data-style]')]) {
    if (NOT_READ.test(styleOf(node))) node.remove()
  }
}

function register (Quill) {
  const Clipboard = Quill.import('modules/clipboard')
  class TidyClipboard extends Clipboard {
    convertHTML (html) {
      return super.convertHTML(withoutStyles(html))
    }

    normalizeHTML (doc) {
      tidy(doc)
      super.normalizeHTML(doc)
    }
  }
  Quill.register('modules/clipboard', TidyClipboard, true)
}

function matchLook (Delta) {
  return (node, delta) => {
    const looks = LOOKS.filter(([, , pattern]) => pattern.test(styleOf(node)))
    const formats = Object.fromEntries(looks.map(([name, value]) => [name, value]))
    return looks.length ? delta.compose(new Delta().retain(delta.length(), formats)) : delta
  }
}

// A cell is one line here: what stood on several is joined, and a heading cell is a cell.
function matchCell (Delta) {
  return (node, delta) => {
    const words = new Delta()
    let isPending = false
    for (const { insert, attributes = {} } of delta.ops) {
      if (typeof insert !== 'string') continue
      const { list, indent, table, ...kept } = attributes
      for (const piece of insert.split(/(\n)/)) {
        if (piece === '\n') isPending = true
        else if (piece) {
          words.insert(isPending && words.length() ? ` ${piece}` : piece, kept)
          isPending = false
        }
      }
    }
    return words.insert('\n')
  }
}

function enhance (area) {
  const { Quill } = window
  const Delta = Quill.import('delta')
  const label = document.querySelector(`label[for="${area.id}"]`)
  const holder = document.createElement('div')
  holder.className = 'ed-holder'
  area.after(holder)
  const quill = new Quill(holder, {
    formats: FORMATS,
    modules: {
      table: true,
      toolbar: false,
      uploader: { mimetypes: [] },
      clipboard: {
        matchers: [
          ['span[data-style], font[data-style], em[data-style], strong[data-style]', matchLook(Delta)],
          ['td, th', matchCell(Delta)]
        ]
      },
      keyboard: {
        // Tab leaves the editor, everywhere.
        bindings: { tab: null, indent: null, outdent: null, 'remove tab': null, 'table tab': null }
      }
    }
  })
  const root = quill.root
  // What somebody typed before the editor was there, or the browser put back, is theirs.
  const isTyped = area.value !== area.defaultValue
  const hadFocus = document.activeElement === area
  if (isTyped) quill.setText(area.value, 'silent')
  else if (area.dataset.rich) quill.setContents(quill.clipboard.convert({ html: area.dataset.rich }), 'silent')
  isChanged ||= isTyped
  quill.history.clear()
  const id = area.id
  area.removeAttribute('id')
  area.hidden = true
  root.id = id
  root.setAttribute('role', 'textbox')
  root.setAttribute('aria-multiline', 'true')
  root.setAttribute('spellcheck', 'true')
  if (label) {
    label.id = `${id}-label`
    label.addEventListener('click', () => quill.focus())
    root.setAttribute('aria-labelledby', label.id)
  }
  for (const name of ['aria-describedby', 'aria-invalid']) {
    if (area.hasAttribute(name)) root.setAttribute(name, area.getAttribute(name))
  }
  if (area.classList.contains('govuk-textarea--error')) holder.classList.add('ed-holder--error')
  holder.before(toolbarOf(quill, label ? label.textContent.trim() : 'the paragraphs', id))
  const said = document.createElement('p')
  said.className = 'ed-said'
  said.setAttribute('role', 'status')
  holder.after(said)
  root.addEventListener('paste', (event) => {
    event.preventDefault()
    const html = event.clipboardData.getData('text/html')
    const text = event.clipboardData.getData('text/plain')
    const isPicture = !html && !text && event.clipboardData.files.length
    said.textContent = /<(img|v:imagedata)\b/i.test(html) || isPicture ? PICTURES : ''
    if (html || text) quill.clipboard.onPaste(quill.getSelection(true), { html, text })
  }, true)
  if (hadFocus) quill.setSelection(quill.getLength() - 1, 0, 'silent')
  quill.on('text-change', (_delta, _before, source) => { if (source === 'user') isChanged = true })
  editors.set(area.name, quill)
}

function htmlOf (quill) {
  return quill.getLength() > 1 ? quill.getSemanticHTML() : ''
}

function start (form) {
  form.querySelectorAll('textarea[data-rich]').forEach(enhance)
  form.addEventListener('formdata', (event) => {
    for (const [name, quill] of editors) {
      event.formData.delete(name)
      event.formData.set(`${name}_html`, htmlOf(quill))
    }
  })
  form.addEventListener('input', (event) => { if (event.target.name) isChanged = true })
  form.addEventListener('submit', () => { isChanged = false })
  window.addEventListener('beforeunload', (event) => { if (isChanged) event.preventDefault() })
}

if (window.Quill) {
  register(window.Quill)
  document.querySelectorAll('form[data-editors]').forEach(start)
}
