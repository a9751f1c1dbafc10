// One small bundle for all pages. Every page works without it; it only shortens the way.
import htmx from 'htmx.org'
import { initAll } from './components.js'
import './double-submit.js'
import './requests.js'
import { initConditions } from './conditions.js'
import { initDrafts } from './drafts.js'
import './room.js'
// Modules add their own file here, one line each.

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
function init(root) {
  initAll(root)
  initConditions(root)
  initDrafts(root)
}

init(document)
htmx.onLoad(init)
