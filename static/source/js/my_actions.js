// My actions: saves presses, and nothing depends on it.
//
// * Ctrl and Enter posts the form of the open row; Esc closes the row where nothing is typed yet.
// * The row stays where it was on the screen when another page opens it.
// * How many rows are ticked is said; Shift ticks all between two.
const PLACE = 'my-actions-place'
const open = document.querySelector('[data-open-row]')

// After the browser has gone to the fragment of the address, which takes the focus away.
function begin () {
  const kept = Number(sessionStorage.getItem(PLACE))
  sessionStorage.removeItem(PLACE)
  const row = document.querySelector('.cs-own__current')
  if (row && kept) window.scrollBy(0, row.getBoundingClientRect().top - kept)
  // A summary of what is wrong has the focus where there is one.
  const note = open.querySelector('textarea[name="narrative"]')
  if (!document.querySelector('.govuk-error-summary')) note.focus({ preventScroll: true })
}

if (open) {
  window.addEventListener('load', () => requestAnimationFrame(() => setTimeout(begin)))
  const before = new URLSearchParams(new FormData(open)).toString()
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && open.contains(event.target)) {
      event.preventDefault()
      open.requestSubmit()
    }
    const isSame = new URLSearchParams(new FormData(open)).toString() === before
    if (event.key === 'Escape' && isSame) document.querySelector('[data-close-row]').click()
  })
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-row]')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  // Kept from the foot of the screen, so that there is room for the form under the row.
  const top = link.closest('tr').getBoundingClientRect().top
  sessionStorage.setItem(PLACE, String(Math.max(8, Math.min(top, window.innerHeight / 3))))
})

const said = document.querySelector('[data-ticked]')
const boxes = [...document.querySelectorAll('input[name="chosen"][form="ticked"]')]
let last = null

function count () {
  const ticked = boxes.filter((box) => box.checked).length
  said.textContent = ticked ? `${ticked} ticked` : 'With the ticked'
}

for (const box of boxes) {
  box.addEventListener('click', (event) => {
    if (event.shiftKey && last) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b)
      for (const between of boxes.slice(from, to + 1)) between.checked = box.checked
    }
    last = box
    count()
  })
}
