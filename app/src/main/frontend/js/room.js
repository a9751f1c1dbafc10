// The meeting room on a weak connection: a part that could not be saved says so, is tried again, and is sent once more
// when the page is left. What is typed stays on the page in any case.
const waiting = new Set()
const sent = new WeakMap()

const parts = () => document.querySelector('[data-room]')
const status = form => document.getElementById(`${form.id}-saved`)
const fields = form => new URLSearchParams([...new FormData(form)].filter(([name]) => name !== 'version' && name !== 'id')).toString()

document.addEventListener('input', event => {
  const form = event.target.form
  if (form?.matches('[data-autosave]')) waiting.add(form)
})

document.addEventListener('htmx:beforeRequest', event => {
  if (event.target.matches?.('[data-autosave]')) sent.set(event.target, fields(event.target))
})

document.addEventListener('htmx:afterRequest', event => {
  const form = event.target
  if (!form.matches?.('[data-autosave]')) return
  const answered = event.detail.xhr?.status
  if (answered >= 200 && answered < 500) {
    // typed on while the request was under way: that part is still to be saved
    if (fields(form) === sent.get(form)) waiting.delete(form)
  } else {
    const line = status(form)
    if (line) {
      line.dataset.waiting = ''
      line.textContent = parts()?.dataset.waiting ?? ''
    }
  }
})

setInterval(() => {
  for (const form of waiting) {
    if (!form.isConnected) waiting.delete(form)
    else if (status(form)?.hasAttribute('data-waiting')) form.dispatchEvent(new Event('input', { bubbles: true }))
  }
}, 10000)

function sendRest() {
  for (const form of waiting) {
    if (form.isConnected) fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), keepalive: true, headers: { 'HX-Request': 'true' } })
    waiting.delete(form)
  }
}

// a plain form of the room takes its own fields along; the others go before it
document.addEventListener('submit', event => {
  waiting.delete(event.target)
  sendRest()
})
window.addEventListener('pagehide', sendRest)
