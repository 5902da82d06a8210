// A list whose filters apply at once. Without this file, and without htmx, its button sends the
// same form. What is left at its default is left out of the address.
function isDefault (name, values, form) {
  const fieldset = form.querySelector(`fieldset[data-default]:has([name="${name}"])`)
  if (!fieldset) return values.every((value) => value === '')
  const usual = fieldset.dataset.default.split(' ')
  return values.length === usual.length && values.every((value) => usual.includes(value))
}

document.addEventListener('htmx:configRequest', (event) => {
  const form = event.target.closest('form.cs-filters')
  if (!form) return
  const asked = event.detail.formData
  for (const name of new Set(asked.keys())) {
    if (isDefault(name, asked.getAll(name), form)) asked.delete(name)
  }
})
