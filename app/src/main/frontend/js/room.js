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

// One of two counts that belong together is not sent by itself while the other is being typed: it would be refused.
const half = form => {
  const pair = document.activeElement?.closest('[data-pair]')
  const counts = pair && form.contains(pair) ? [...pair.querySelectorAll('input')] : []
  return counts.some(count => count.value.trim()) && counts.some(count => !count.value.trim())
}

document.addEventListener('focusout', event => {
  const pair = event.target.closest?.('[data-pair]')
  const form = event.target.form
  if (pair && waiting.has(form) && !pair.contains(event.relatedTarget)) form.dispatchEvent(new Event('input', { bubbles: true }))
})

document.addEventListener('htmx:beforeRequest', event => {
  const form = event.target
  if (!form.matches?.('[data-autosave]')) return
  if (event.detail.requestConfig?.triggeringEvent?.type === 'input' && half(form)) event.preventDefault()
  else sent.set(form, fields(form))
})

// Typed on while the request was under way: the answer that says what is wrong would put what was sent in its place. It is
// asked for again with the next save; what was sent is kept under a new version, unless somebody else was quicker.
document.addEventListener('htmx:beforeSwap', event => {
  const form = event.detail.elt
  if (event.detail.xhr.status !== 422 || !form?.matches?.('[data-autosave]') || fields(form) === sent.get(form)) return
  const answer = new DOMParser().parseFromString(event.detail.serverResponse, 'text/html').getElementById(form.id)
  if (answer && !answer.querySelector('[data-test="conflict"]')) {
    form.querySelector('[name="version"]').value = answer.querySelector('[name="version"]').value
  }
  event.detail.shouldSwap = false
  waiting.add(form)
  form.dispatchEvent(new Event('input', { bubbles: true }))
})

document.addEventListener('htmx:afterRequest', event => {
  const form = event.target
  if (!form.matches?.('[data-autosave]')) return
  const answered = event.detail.xhr?.status
  if (answered >= 200 && answered < 300) {
    // what was wrong before no longer is: only the line "saved at" was replaced
    for (const error of form.querySelectorAll('.govuk-error-message')) error.remove()
    for (const group of form.querySelectorAll('.govuk-form-group--error')) group.classList.remove('govuk-form-group--error')
  }
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
