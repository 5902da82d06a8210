// What a report may hold, and nothing else: the elements that the server keeps.
import { DOMParser as Parser, DOMSerializer, Schema } from 'prosemirror-model'
import { tableNodes } from 'prosemirror-tables'

const LISTS = 'bullet_list | ordered_list'
const ADDRESS = /^https?:\/\/[^\s/]/i

const tables = tableNodes({ tableGroup: 'block', cellContent: `(paragraph | ${LISTS})+`, cellAttributes: {} })

const nodes = {
  doc: { content: 'block+' },
  paragraph: { content: 'inline*', group: 'block', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
  bullet_list: { content: 'list_item+', group: 'block', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', 0] },
  ordered_list: { content: 'list_item+', group: 'block', parseDOM: [{ tag: 'ol' }], toDOM: () => ['ol', 0] },
  list_item: {
    content: `paragraph (paragraph | ${LISTS})*`,
    defining: true,
    parseDOM: [{ tag: 'li' }],
    toDOM: () => ['li', 0]
  },
  text: { group: 'inline' },
  hard_break: {
    inline: true,
    group: 'inline',
    selectable: false,
    parseDOM: [{ tag: 'br' }],
    toDOM: () => ['br']
  },
  ...tables,
  table: {
    ...tables.table,
    attrs: { caption: { default: '' } },
    parseDOM: [{ tag: 'table', getAttrs: ({ caption }) => ({ caption: caption ? caption.textContent.trim() : '' }) }],
    toDOM: ({ attrs: { caption } }) => {
      return ['table', ...(caption ? [['caption', { contenteditable: 'false' }, caption]] : []), ['tbody', 0]]
    }
  }
}

const mark = (tag, tags = [tag], more = {}) => ({
  parseDOM: tags.map((each) => ({ tag: each })),
  toDOM: () => [tag, 0],
  ...more
})

export const schema = new Schema({
  nodes,
  marks: {
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [{
        tag: 'a[href]',
        getAttrs: (node) => ADDRESS.test(node.getAttribute('href')) && { href: node.getAttribute('href') }
      }],
      toDOM: ({ attrs: { href } }) => ['a', { href }, 0]
    },
    strong: mark('strong', ['strong', 'b']),
    em: mark('em', ['em', 'i']),
    sup: mark('sup', ['sup'], { excludes: 'sup sub' }),
    sub: mark('sub', ['sub'], { excludes: 'sup sub' })
  }
})

const NOT_READ = ['caption', 'colgroup'].map((tag) => ({ tag, ignore: true }))
export const parser = new Parser(schema, [...NOT_READ, ...Parser.schemaRules(schema)])
const serializer = DOMSerializer.fromSchema(schema)

export const isAddress = (typed) => ADDRESS.test(typed)

export function docOfHtml (html) {
  return parser.parse(new DOMParser().parseFromString(html, 'text/html').body)
}

export function docOfText (text) {
  const paragraph = (line) => schema.node('paragraph', null, line ? [schema.text(line)] : [])
  return schema.node('doc', null, text.split('\n').map(paragraph))
}

export function htmlOf (doc) {
  if (!doc.textContent.trim()) return ''
  const holder = document.createElement('div')
  holder.append(serializer.serializeFragment(doc.content))
  return holder.innerHTML
}
