// Answers where there is no connection, from what a reader keeps on this device (kept.js keeps it).
// What is kept goes when its reader signs out, after so many days, or once they may not read it.
const KEPT = 'papers-'
const ABOUT = '{% url "my-meetings" %}kept.json'
const PAGE = '{% url "my-page" %}'
const FIRST = '{% url "my-meetings" %}'
const SIGN_OUT = '{% url "sign-out" %}'
const WITHHELD = [403, 404, 410]

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin) return
  if (request.method === 'POST' && url.pathname === SIGN_OUT) {
    event.respondWith(forget().then(() => fetch(request)).catch(() => said(
      'Not signed out yet', 'The papers that were kept on this device are gone. There is no connection: sign out again once there is one.'
    )))
  } else if (request.method === 'GET') {
    event.respondWith(answer(request, url))
  }
})

async function answer (request, url) {
  try {
    const response = await fetch(request)
    if (WITHHELD.includes(response.status)) await drop(url)
    return response
  } catch (failure) {
    const found = await kept(url)
    if (found) return found
    if (request.mode !== 'navigate') throw failure
    return said('No connection', 'This page is not kept on this device.', true)
  }
}

async function keepings () {
  const names = (await caches.keys()).filter((name) => name.startsWith(KEPT))
  return Promise.all(names.map((name) => caches.open(name)))
}

async function forget () {
  const names = (await caches.keys()).filter((name) => name.startsWith(KEPT))
  return Promise.all(names.map((name) => caches.delete(name)))
}

async function drop (url) {
  for (const cache of await keepings()) await cache.delete(url.pathname)
}

async function kept (url) {
  for (const cache of await keepings()) {
    const about = await cache.match(ABOUT)
    if (!about) continue
    const { until, issues } = await about.json()
    if (Date.now() > until) {
      await forget()
      return undefined
    }
    if (url.pathname === PAGE) return atPage(url, issues)
    const found = await cache.match(url.pathname)
    if (found) return found
  }
  return undefined
}

// The page that is asked for by its number in the papers, where it stands in the file.
function atPage (url, issues) {
  const number = Number(url.searchParams.get('number'))
  const issue = issues.find((each) => each.first <= number && number <= each.last)
  if (!issue) {
    const last = Math.max(...issues.map((each) => each.last))
    return said('No such page', `The papers have pages 1 to ${last}.`, true)
  }
  const page = issue.front + number - issue.first + 1
  return Response.redirect(new URL(`${issue.address}#page=${page}`, self.location.origin))
}

function said (title, words, leadsBack = false) {
  const way = leadsBack ? `<p><a href="${FIRST}">The papers that are kept</a></p>` : ''
  const page = `<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main><h1>${title}</h1><p>${words}</p>${way}</main></body></html>`
  return new Response(page, { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}
