// What htmx does when the answer is not the expected one: nothing typed is ever thrown away, and the person is told.
const csrf = name => document.querySelector(`meta[name="${name}"]`)?.content

document.addEventListener('htmx:configRequest', event => {
  const header = csrf('csrf-header')
  if (header && event.detail.verb !== 'get') event.detail.headers[header] = csrf('csrf-token')
})

// A boosted form gets what plain HTML would get: the server's page, also an error page. A part of a page is left
// standing when its answer is an error.
document.addEventListener('htmx:beforeSwap', event => {
  const { xhr, boosted } = event.detail
  if (xhr.status >= 400 && xhr.status !== 422 && boosted) {
    event.detail.shouldSwap = true
    event.detail.isError = false
  }
})

document.addEventListener('htmx:responseError', event => tell(event.detail.xhr.status === 409 ? 'conflict' : event.detail.xhr.status === 403 ? 'refused' : 'failed'))
document.addEventListener('htmx:sendError', () => tell('offline'))
document.addEventListener('htmx:timeout', () => tell('offline'))
document.addEventListener('htmx:afterOnLoad', event => {
  if (event.detail.successful) tell(null)
})

/** Shows one of the texts that the layout carries in data attributes; null hides it. */
export function tell(what) {
  const box = document.getElementById('request-problem')
  if (!box) return
  box.hidden = !what
  box.textContent = what ? box.dataset[what] : ''
  if (what) box.scrollIntoView({ block: 'nearest' })
}
