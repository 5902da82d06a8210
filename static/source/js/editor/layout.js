// Lays out a table as the server does: even, without blank rows, and headed.
const MOST_COLUMNS = 100 // the server takes fewer, and says so; this many are kept until then
const MOST_ROWS_SPANNED = 1000

function span (cell, name, most) {
  const written = cell.getAttribute(name) || ''
  return /^\d{1,5}$/.test(written) ? Math.max(1, Math.min(Number(written), most)) : 1
}

// Rows in which a cell stands wherever it reaches.
function filled (rows) {
  const grid = rows.map(() => [])
  rows.forEach((row, y) => {
    let x = 0
    for (const cell of row.cells) {
      while (grid[y][x]) x++
      const across = Math.min(span(cell, 'colspan', MOST_COLUMNS), MOST_COLUMNS - x)
      if (across < 1) break
      for (const below of grid.slice(y, y + span(cell, 'rowspan', MOST_ROWS_SPANNED))) {
        for (let place = x; place < x + across; place++) below[place] ||= cell
      }
      x += across
    }
  })
  const width = Math.max(0, ...grid.map((row) => row.length))
  return grid.map((row) => Array.from({ length: width }, (_, x) => {
    return row[x] || rows[0].ownerDocument.createElement('td')
  }))
}

function begins (grid, y, x) {
  const cell = grid[y][x]
  return cell !== grid[y][x - 1] && (y === 0 || cell !== grid[y - 1][x])
}

function down (grid, y, x) {
  let end = y + 1
  while (end < grid.length && grid[end][x] === grid[y][x]) end++
  return end - y
}

const hasWords = (cell) => Boolean(cell.textContent.trim())

// How many rows the first one's cells reach into; one, where that is all of them.
function reached (rows) {
  let end = 1
  for (let y = 0; y < rows.length; y++) {
    if (y === end) return end
    end = Math.max(end, ...rows[y].map((cell) => y + cell.down))
  }
  return 1
}

function head (rows) {
  if (rows.length < 2 || rows.some((row) => row.some(({ isHead }) => isHead))) return
  for (const row of rows.slice(0, reached(rows))) {
    for (const cell of row) cell.isHead = hasWords(cell.node)
  }
}

function made (doc, { node, isHead, across, down }) {
  const cell = doc.createElement(isHead ? 'th' : 'td')
  cell.append(...node.childNodes)
  if (across > 1) cell.colSpan = across
  if (down > 1) cell.rowSpan = down
  return cell
}

// What was copied in an editor says of each cell whether it heads others.
export function layOut (table, isOurs) {
  const doc = table.ownerDocument
  const own = [...table.rows]
  if (!own.length) return
  const inHead = new Set(own.filter((row) => row.parentElement.localName === 'thead'))
  const isHeadCell = (cell) => cell.localName === 'th' || inHead.has(cell.parentElement)
  let grid = filled(own)
  grid = grid.filter((row, y) => row.some((cell, x) => begins(grid, y, x) && hasWords(cell)))
  const rows = grid.map((row, y) => row.flatMap((node, x) => begins(grid, y, x)
    ? [{
        node,
        isHead: isHeadCell(node) && hasWords(node),
        across: row.filter((other) => other === node).length,
        down: down(grid, y, x)
      }]
    : []))
  if (!isOurs) head(rows)
  const body = doc.createElement('tbody')
  for (const cells of rows) {
    const row = doc.createElement('tr')
    row.append(...cells.map((cell) => made(doc, cell)))
    body.append(row)
  }
  const caption = table.caption
  table.replaceChildren(...(caption ? [caption] : []), body)
}
