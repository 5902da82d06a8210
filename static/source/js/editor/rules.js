// What is left out of a paste and what its styles mean: the rules that the server keeps too.
import RULES from '../../../../herefordshire_cs/lib/richtext/tidying.json'

export const pattern = (written) => new RegExp(written || '(?!)', 'i')

function rule (found) {
  return {
    kind: found.kind || '',
    tags: new Set(found.tags),
    classes: new Set(found.classes),
    style: pattern(found.style),
    href: pattern(found.href),
    words: found.words
  }
}

const LEFT_OUT = RULES.left_out.map(rule)
export const UNWRAPPED = new Set(RULES.unwrapped)
export const NOTE_BODIES = rule(RULES.notes.bodies)
export const NOTE_MARKS = rule(RULES.notes.marks)
export const LOOKS = Object.entries(RULES.looks).map(([tag, style]) => [tag, pattern(style)])
export const PLAIN_WEIGHT = pattern(RULES.plain_weight)
export const LIST_ITEM = pattern(RULES.lists.item)
export const LIST_MARK = pattern(RULES.lists.mark)
export const ORDERED_MARK = pattern(RULES.lists.ordered)

const SHEET = /<style\b[^>]*>([\s\S]*?)<\/style>/gi
const DECLARED = /([^{}]+)\{([^{}]*)\}/g
const NAMED = /^\s*[a-z]*\.([\w-]+)\s*$/i
const REMARK = /\/\*[\s\S]*?\*\/|<!--|-->/g

// The rules of what is left out, with the classes that style sheets make such: Excel says there, and
// not on the cell, that words are struck out.
export function leftOutOf (html) {
  const declared = [...html.matchAll(SHEET)]
    .flatMap(([, sheet]) => [...sheet.replace(REMARK, ' ').matchAll(DECLARED)])
    .flatMap(([, selectors, style]) => selectors.split(',').map((each) => [each.match(NAMED), style]))
    .filter(([name]) => name)
  const named = (each) => declared.filter(([, style]) => each.style.test(style)).map(([name]) => name[1].toLowerCase())
  return LEFT_OUT.map((each) => ({ ...each, classes: new Set([...each.classes, ...named(each)]) }))
}

export function leftOutInWords (counts) {
  const told = Object.entries(RULES.words.left_out)
    .filter(([kind]) => counts[kind])
    .map(([kind, [one, many]]) => counts[kind] === 1 ? one : many.replace('{}', counts[kind]))
  const added = Object.entries(RULES.words.added)
    .filter(([kind]) => counts[kind])
    .map(([, words]) => words)
  return [...(told.length ? [`Left out: ${told.join(', ')}.`] : []), ...added].join(' ')
}
