// One small bundle for all pages. Every page works without it; it only shortens the way.
import htmx from 'htmx.org'
import { initAll } from './components.js'
import './double-submit.js'
import './requests.js'
// Modules add their own file here, one line each.

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll(document)
htmx.onLoad(element => initAll(element))
