// Lets a mouse or a finger drag what the buttons of a page move anyway. Without this script, and by
// keyboard, the buttons and lists of choices do the same; a drop only fills in a form of the page
// and sends it, so that the answer, and whatever speaks against it, is a page like any other.
//
// What a page must hold:
//
// * A list (ul, ol or tbody) with data-order-list="KEY", a key that no other list of the page has;
//   it may be empty.
// * Its items (its own children) with data-order-item="KEY". Others stay where they are.
// * In each item an empty element with data-order-handle, hidden and aria-hidden: the place to drag
//   it by. It is shown where this script runs, once nothing of the page moves any more.
//
// To order one list: a form with data-order-form="KEY OF THE LIST" and data-order-url, the door to
// which it is sent, with the token of the site and two hidden fields: `seen`, the keys as they
// stood when the page was made, joined by commas, and `order`, which is filled in here.
//
// To drag from list to list: the lists share data-order-group="NAME". Each item holds a form with
// data-order-place: a select with a choice for each list, its value the key of that list, and a
// button. A drop into another list chooses there and sends the form; a drop within a list sends the
// form of that list, if it has one.
import './sortable.min.js'

const { Sortable } = window

function keysOf (list) {
  return [...list.children].filter(item => 'orderItem' in item.dataset).map(item => item.dataset.orderItem)
}

function formOf (list) {
  return document.querySelector(`form[data-order-form="${CSS.escape(list.dataset.orderList)}"]`)
}

function sendOrder (list) {
  const form = formOf(list)
  form.elements.order.value = keysOf(list).join(',')
  form.action = form.dataset.orderUrl
  form.requestSubmit()
}

function sendPlace (item, list) {
  const form = item.querySelector('form[data-order-place]')
  const select = form && form.querySelector('select')
  if (!select) return false
  select.value = list.dataset.orderList
  if (select.value !== list.dataset.orderList) return false // the list is no choice of this item
  form.requestSubmit()
  return true
}

function dropped ({ item, from, to, oldIndex, oldDraggableIndex, newDraggableIndex }) {
  if (from === to) {
    if (oldDraggableIndex !== newDraggableIndex) sendOrder(to)
  } else if (!sendPlace(item, to)) {
    from.insertBefore(item, from.children[oldIndex] || null)
  }
}

// Until its own letters are there the page is set in others, and its lines break elsewhere: who
// takes hold of an item before would drop it where another stands by then.
async function settle () {
  document.body.getBoundingClientRect() // laid out, so that all letters are asked for
  await document.fonts.ready
}

await settle()
for (const list of document.querySelectorAll('[data-order-list]')) {
  for (const handle of list.querySelectorAll('[data-order-handle]')) handle.hidden = false
  Sortable.create(list, {
    animation: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120,
    chosenClass: 'is-chosen',
    dragClass: 'is-dragged',
    draggable: '[data-order-item]',
    ghostClass: 'is-ghost',
    group: list.dataset.orderGroup || list.dataset.orderList,
    handle: '[data-order-handle]',
    onEnd: dropped,
    sort: formOf(list) !== null
  })
}
