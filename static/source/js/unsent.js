// Keeps what is typed in a form on the server, two seconds after the last key, and says so.
//
// What a page must hold:
//
// * A form with data-unsent, the token of its page, and data-unsent-url, where it is kept. It holds
//   the token of the site, as every form does.
// * An element with data-unsent-said and role="status", which says when it was kept.
//
// Without this script nothing is kept before the form is sent, and nothing else is different.
const WAIT = 2000
const FAILED = 'This could not be kept as a draft just now. It is tried again as you type on.'

function typedIn (form) {
  const typed = new FormData(form)
  const body = new URLSearchParams()
  for (const [name, value] of typed) {
    if (typeof value === 'string' && name !== 'once') body.append(name, value)
  }
  body.set('unsent', form.dataset.unsent)
  return body
}

// The answer is one of our own pages: that the reader is signed out holds a link.
function show (said, words) {
  said.replaceChildren(...new DOMParser().parseFromString(words, 'text/html').body.childNodes)
}

function watch (form) {
  const said = document.querySelector('[data-unsent-said]')
  let timer = null
  let asked = null

  async function keep () {
    asked = new AbortController()
    const { signal } = asked
    try {
      const answer = await fetch(form.dataset.unsentUrl, {
        method: 'POST',
        body: typedIn(form),
        headers: { 'HX-Request': 'true' },
        redirect: 'error',
        signal
      })
      const isSaid = answer.ok || answer.status === 401 || answer.status === 413
      show(said, isSaid ? await answer.text() : FAILED)
    } catch {
      if (!signal.aborted) said.textContent = FAILED
    }
  }

  function stop () {
    clearTimeout(timer)
    if (asked) asked.abort()
  }

  function wait () {
    stop()
    timer = setTimeout(keep, WAIT)
  }

  form.addEventListener('input', wait)
  form.addEventListener('change', wait)
  form.addEventListener('typed', wait) // by the editor, which has no field of its own
  form.addEventListener('submit', stop) // what is sent now is not kept besides
}

document.querySelectorAll('form[data-unsent]').forEach(watch)
