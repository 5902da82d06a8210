// Takes out of a paste what its writer did not mean to say, counts it, and sets the rest as the
// editor holds it. What it does follows the rules of the server, in their order.
import {
  leftOutOf, LIST_ITEM, LIST_MARK, LOOKS, NOTE_BODIES, NOTE_MARKS, ORDERED_MARK, PLAIN_WEIGHT, UNWRAPPED
} from './rules.js'
import { layOut } from './layout.js'

const BLOCKS = 'p, h1, h2, h3, h4, h5, h6, div, section, article, blockquote, pre, center, li, ul, ol, table, tr'

export function styleOf (node) {
  return node.getAttribute('data-style') || ''
}

// The page's policy refuses style attributes and handlers, even in a document that is only read:
// they go by another name before anything parses them.
function renamed (html) {
  return html
    .replace(/<style\b[\s\S]*?<\/style>/gi, '')
    .replace(/<[^>]*>/g, (tag) => tag
      .replace(/\sstyle\s*=/gi, ' data-style=')
      .replace(/\son[a-z]+\s*=/gi, ' data-on='))
}

function isFor (rule, node) {
  return rule.tags.has(node.localName) ||
    [...node.classList].some((name) => rule.classes.has(name.toLowerCase())) ||
    rule.style.test(styleOf(node)) ||
    rule.href.test(node.getAttribute('href') || '')
}

function count (left, { kind }, node) {
  if (!kind || (kind !== 'pictures' && !node.textContent.trim())) return
  // Comments come together in one element.
  const each = kind === 'comments' ? node.querySelectorAll('.msocomtxt').length : 1
  left[kind] = (left[kind] || 0) + (each || 1)
}

function note (rule, node) {
  const number = node.textContent.trim().replace(/^\[(.*)\]$/, '$1')
  node.replaceWith(rule.words.replace('{}', number))
}

function leaveOut (parent, rules, left) {
  for (const node of [...parent.children]) {
    const rule = rules.find((each) => isFor(each, node))
    if (rule) {
      count(left, rule, node)
      // A struck cell keeps its place: what stands beside it would move under another head.
      if (node.matches('td, th') && rule.kind !== 'hidden') node.replaceChildren()
      else node.remove()
    } else if (isFor(NOTE_BODIES, node)) {
      note(NOTE_BODIES, node)
    } else if (isFor(NOTE_MARKS, node)) {
      left.notes = (left.notes || 0) + 1
      note(NOTE_MARKS, node)
    } else {
      leaveOut(node, rules, left)
      if (UNWRAPPED.has(node.localName)) node.replaceWith(...node.childNodes)
    }
  }
}

function wrap (node, tag) {
  const made = node.ownerDocument.createElement(tag)
  made.append(...node.childNodes)
  node.append(made)
}

function setLooks (body) {
  for (const node of body.querySelectorAll('b[data-style], strong[data-style]')) {
    if (PLAIN_WEIGHT.test(styleOf(node))) node.replaceWith(...node.childNodes)
  }
  for (const node of body.querySelectorAll('span, font, a, b, strong, i, em, sup, sub')) {
    for (const [tag, style] of LOOKS) {
      if (style.test(styleOf(node))) wrap(node, tag)
    }
  }
}

// The form gives the headings: one of an author's own is a paragraph in bold.
function setHeadings (body) {
  for (const node of body.querySelectorAll('h1, h2, h3, h4, h5, h6, [role="heading"]')) {
    const made = node.ownerDocument.createElement('p')
    made.append(...node.childNodes)
    if (made.textContent.trim() && !made.querySelector('strong, b')) wrap(made, 'strong')
    node.replaceWith(made)
  }
}

const isList = (node) => node.matches('ul, ol')

// The list in which an item stands: the one at hand, or another of its kind after it.
function listFor (tag, atHand, hang) {
  if (atHand && atHand.localName === tag) return atHand
  const made = hang.ownerDocument.createElement(tag)
  if (atHand) atHand.after(made)
  else hang.append(made)
  return made
}

// Items of a row of paragraphs or lists, each of which says how deep it stands, become one list.
function gather (items, describe) {
  let root = null
  let above = []
  for (const item of items) {
    const { holder, made, level, tag } = describe(item)
    if (!root || root.nextElementSibling !== holder) {
      root = item.ownerDocument.createElement(tag)
      holder.before(root)
      above = []
    }
    while (above.length && above[above.length - 1].level >= level) above.pop()
    const upper = above.length ? above[above.length - 1].made : null
    if (upper) {
      listFor(tag, [...upper.children].filter(isList).pop(), upper).append(made)
    } else {
      root = listFor(tag, root, root)
      root.append(made)
    }
    above.push({ level, made })
    if (!isList(holder) || !holder.children.length) holder.remove()
  }
}

// Word: paragraphs with what it prints before an item.
function describeParagraph (item) {
  const marks = [...item.querySelectorAll('[data-style]')].filter((each) => LIST_MARK.test(styleOf(each)))
  const printed = marks.map((each) => each.textContent).join('').trim()
  marks.forEach((each) => each.remove())
  const made = item.ownerDocument.createElement('li')
  made.append(...item.childNodes)
  return {
    holder: item,
    made,
    level: Number(styleOf(item).match(LIST_ITEM)[2]),
    tag: ORDERED_MARK.test(printed) ? 'ol' : 'ul'
  }
}

// Word Online: a list of its own for each item.
function describeItem (item) {
  const list = item.parentElement
  return { holder: list, made: item, level: Number(item.dataset.ariaLevel), tag: list.localName }
}

function setLists (body) {
  for (const node of body.querySelectorAll('.ListContainerWrapper')) node.replaceWith(...node.childNodes)
  gather(body.querySelectorAll('li[data-aria-level]'), describeItem)
  const items = [...body.querySelectorAll('[data-style*="mso-list"]')].filter((each) => LIST_ITEM.test(styleOf(each)))
  gather(items.filter((each) => {
    const hasWords = each.textContent.trim()
    if (!hasWords) each.remove()
    return hasWords
  }), describeParagraph)
  for (const item of body.querySelectorAll('li')) if (!item.textContent.trim()) item.remove()
  // Google: a list that stands in a list, beside its items.
  for (const list of body.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) {
    if (list.previousElementSibling) list.previousElementSibling.append(list)
  }
}

function wordsOf (node) {
  for (const block of node.querySelectorAll(`br, ${BLOCKS}`)) block.before(' ')
  return node.textContent.replace(/\s+/g, ' ').trim()
}

function line (doc, words) {
  const made = doc.createElement('p')
  made.textContent = words
  return made
}

function captionLine ({ caption, ownerDocument }) {
  return caption ? [line(ownerDocument, wordsOf(caption))] : []
}

// A table within a cell, as lines of it.
function lines (table) {
  const read = [...table.rows].map((row) => [...row.cells].map(wordsOf).filter(Boolean).join('; '))
  return [...captionLine(table), ...read.map((words) => line(table.ownerDocument, words))]
}

function setTables (body, isOurs) {
  for (const table of [...body.querySelectorAll('table')].reverse()) {
    layOut(table, isOurs)
    const cells = [...table.rows].flatMap((row) => [...row.cells])
    if (cells.length < 2) { // a frame round words, not a table
      table.replaceWith(...captionLine(table), ...cells.flatMap((cell) => [...cell.childNodes]))
    } else if (table.parentElement.closest('td, th')) {
      table.replaceWith(...lines(table))
    }
  }
}

function dropBlank (body) {
  for (const blank of body.querySelectorAll('p')) {
    if (!blank.textContent.trim()) blank.remove()
  }
}

function plainSpaces (body) {
  const words = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  while (words.nextNode()) words.currentNode.data = words.currentNode.data.replace(/\u00a0/g, ' ')
}

// Markup of a clipboard as { html, left }: what the editor holds of it, and what was left out by kind.
export function tidied (html) {
  const { body } = new DOMParser().parseFromString(renamed(html), 'text/html')
  const isOurs = Boolean(body.querySelector('[data-pm-slice]'))
  const left = {}
  for (const node of body.querySelectorAll('script, style, title, xml, template, svg, math, noscript')) node.remove()
  leaveOut(body, leftOutOf(html), left)
  plainSpaces(body)
  dropBlank(body)
  setLooks(body)
  setHeadings(body)
  setLists(body)
  setTables(body, isOurs)
  return { html: body.innerHTML, left }
}
