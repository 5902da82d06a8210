// A list whose filters apply at once. Without this file, and without htmx, its button sends the
// same form. What is left at its default is left out of the address.
function isDefault (name, values, form) {
  const fieldset = form.querySelector(`fieldset[data-default]:has([name="${name}"])`)
  if (!fieldset) return values.every((value) => value === '')
  const usual = fieldset.dataset.default.split(' ')
  return values.length === usual.length && values.every((value) => usual.includes(value))
}

// How many rows are ticked, said where what can be done with them stands; Shift ticks a range.
const TICK = 'input[name="ticked"]'
let last = null

document.addEventListener('click', (event) => {
  if (!event.target.matches(TICK)) return
  const boxes = [...event.target.form.querySelectorAll(TICK)]
  const [from, to] = [boxes.indexOf(last), boxes.indexOf(event.target)].sort((a, b) => a - b)
  if (event.shiftKey && from >= 0) {
    for (const box of boxes.slice(from, to)) box.checked = event.target.checked
  }
  last = event.target
})

document.addEventListener('change', (event) => {
  if (event.target.matches(TICK)) sayTicked(event.target.form)
})

document.addEventListener('reset', (event) => setTimeout(() => sayTicked(event.target)))

function sayTicked (form) {
  const words = form.querySelector('[data-ticked]')
  const count = form.querySelectorAll(`${TICK}:checked`).length
  if (words) words.textContent = count ? `${count} ticked` : 'With the ticked'
}

document.addEventListener('htmx:configRequest', (event) => {
  const form = event.target.closest('form.cs-filters')
  if (!form) return
  const asked = event.detail.formData
  for (const name of new Set(asked.keys())) {
    if (isDefault(name, asked.getAll(name), form)) asked.delete(name)
  }
})
