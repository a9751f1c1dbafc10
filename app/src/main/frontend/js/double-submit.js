// A form goes out once, however often the button is tapped on a slow connection. The server refuses repeats too.
const sent = new WeakSet()

document.addEventListener('submit', event => {
  const form = event.target
  if (form.method === 'get' || event.defaultPrevented) return
  if (sent.has(form)) {
    event.preventDefault()
    event.stopImmediatePropagation()
    return
  }
  sent.add(form)
  event.submitter?.setAttribute('aria-busy', 'true')
  // a download or a lost connection leaves the page standing: let people try again
  setTimeout(() => release(form), 10000)
}, true)

function release(form) {
  sent.delete(form)
  form.querySelectorAll('[aria-busy]').forEach(button => button.removeAttribute('aria-busy'))
}

// htmx keeps the page: the form may go out again as soon as the answer is there
document.addEventListener('htmx:afterRequest', event => {
  const form = event.target.closest?.('form')
  if (form) release(form)
})

// back button: the browser shows the page as it was left
window.addEventListener('pageshow', event => {
  if (event.persisted) document.querySelectorAll('form').forEach(release)
})
