// Keeps the papers of the next meeting on this device, for reading without a connection: the page
// My meetings, its styles, and each file of papers. offline_worker.js answers from it.
const ABOUT = 'kept.json'
const DAY = 24 * 60 * 60 * 1000

const section = document.querySelector('[data-kept]')
if (section && 'serviceWorker' in navigator && 'caches' in window) begin()

function begin () {
  const { worker, home, days, issues } = JSON.parse(document.getElementById('kept-papers').textContent)
  const name = `papers-${document.body.dataset.reader}`
  const about = new URL(ABOUT, new URL(home, location.origin)).pathname
  const status = section.querySelector('[data-kept-status]')
  const keep = section.querySelector('[data-kept-keep]')
  const remove = section.querySelector('[data-kept-remove]')
  section.querySelector('[data-kept-without]').hidden = true
  keep.hidden = false
  keep.addEventListener('click', () => keepAll().catch(failed))
  remove.addEventListener('click', () => removeAll())
  show()

  async function show () {
    const found = await (await has()) && await caches.open(name).then((cache) => cache.match(about))
    const said = found && await found.json()
    remove.hidden = !said
    if (!said) return
    const since = new Date(said.since).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })
    const isOld = JSON.stringify(said.issues) !== JSON.stringify(issues)
    status.textContent = isOld
      ? `Papers were issued after you kept these on ${since}. Keep them again to have them.`
      : `Kept on this device on ${since}.`
  }

  function has () { return caches.has(name) }

  async function keepAll () {
    keep.disabled = true
    await navigator.serviceWorker.register(worker, { scope: '/' })
    await navigator.serviceWorker.ready
    await caches.delete(name)
    const cache = await caches.open(name)
    const addresses = [home, ...issues.map((each) => each.address), ...assets()]
    for (const [place, address] of addresses.entries()) {
      status.textContent = `Keeping ${place + 1} of ${addresses.length}`
      const response = await fetch(address, { credentials: 'same-origin' })
      if (!response.ok || response.redirected) throw new Error(address)
      await cache.put(address, response)
    }
    const since = Date.now()
    const said = JSON.stringify({ since, until: since + days * DAY, issues })
    await cache.put(about, new Response(said, { headers: { 'Content-Type': 'application/json' } }))
    keep.disabled = false
    await show()
  }

  async function removeAll () {
    await caches.delete(name)
    remove.hidden = true
    status.textContent = 'Nothing is kept on this device any more.'
    keep.focus()
  }

  async function failed () {
    await caches.delete(name)
    keep.disabled = false
    status.textContent = 'The papers could not be kept: the connection failed, or the device has no room. Nothing is kept.'
  }
}

// What the page is drawn with: styles, scripts, letters and pictures of our own.
function assets () {
  const named = [...document.querySelectorAll('link[href][rel~="stylesheet"], link[href][rel~="icon"], link[href][rel~="preload"], script[src]')].map((each) => each.href || each.src)
  const loaded = performance.getEntriesByType('resource').map((each) => each.name)
  const own = [...named, ...loaded].map((each) => new URL(each)).filter((each) => each.origin === location.origin)
  return [...new Set(own.map((each) => each.pathname))].filter((path) => path.startsWith('/static/') || path.endsWith('.css'))
}
