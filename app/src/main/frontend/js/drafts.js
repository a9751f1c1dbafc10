// Keeps what is being typed: on the server every few seconds and on leaving, and on this device until the server has
// said that it has it. Nothing is overwritten unseen: the later of two windows is told and chooses. The contract with
// pages is in DraftBox.java.
const EVERY = 3000
const LONGEST_PAUSE = 60000
// browsers send no more than 64 kB when a page goes away
const LEAVING_LIMIT = 60000

// like every time on the pages, that of Việt Nam
const timeZone = 'Asia/Ho_Chi_Minh'
const clock = new Intl.DateTimeFormat('vi', { hour: '2-digit', minute: '2-digit', timeZone })
const day = new Intl.DateTimeFormat('vi', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone })

function at(time) {
  const date = new Date(time)
  const today = day.format(date) === day.format(new Date())
  return today ? clock.format(date) : `${clock.format(date)} ${day.format(date)}`
}

class Draft {
  constructor(form) {
    this.form = form
    this.place = form.dataset.draft
    this.status = form.querySelector('[data-draft-status]')
    this.text = this.status?.querySelector('[data-draft-text]')
    this.choice = this.status?.querySelector('[data-draft-choice]')
    this.localKey = `chibo-draft:${this.status?.dataset.draftOwner ?? ''}:${this.place}`
    this.pause = EVERY
    this.blocked = false
    this.start()
  }

  async start() {
    this.listen()
    if (this.form.dataset.draftVersion !== undefined) {
      this.version = Number(this.form.dataset.draftVersion)
      if (this.version > 0 && this.form.dataset.draftSavedAt) this.say('saved', this.form.dataset.draftSavedAt)
    } else {
      // a page that does not fill its form from the draft itself
      const before = this.fields()
      const stored = await this.load()
      this.version = stored?.version ?? 0
      if (this.version > 0 && same(before, this.fields())) {
        this.fill(stored.fields)
        this.say('saved', stored.savedAt)
      }
    }
    this.offerLocal()
    if (this.changed) this.later()
  }

  listen() {
    const changed = event => {
      if (!event.target.name || event.target.closest('[data-draft]') !== this.form) return
      this.change()
    }
    this.form.addEventListener('input', changed)
    this.form.addEventListener('change', changed)
    this.form.addEventListener('submit', event => {
      if (event.defaultPrevented) return
      clearTimeout(this.timer)
      this.submitted = true
      this.keepLocal()
    })
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.leave()
    })
    window.addEventListener('pagehide', () => this.leave())
    window.addEventListener('pageshow', event => {
      if (event.persisted) this.submitted = false
    })
    window.addEventListener('online', () => {
      if (this.changed) this.save()
    })
    this.choice?.querySelector('[data-draft-take]').addEventListener('click', () => this.take())
    this.choice?.querySelector('[data-draft-keep]').addEventListener('click', () => this.keep())
  }

  change() {
    this.changed = true
    this.keepLocal()
    this.later()
  }

  later() {
    if (this.timer || this.blocked || this.submitted || this.version === undefined) return
    this.timer = setTimeout(() => this.save(), this.pause)
  }

  /** What stands in the form, by name; several values of one name are joined by line feeds. */
  fields() {
    const fields = {}
    for (const control of this.form.elements) {
      if (!control.name || control.name === '_csrf' || control.disabled) continue
      if (['password', 'file', 'submit', 'button', 'hidden', 'reset'].includes(control.type)) continue
      if ((control.type === 'checkbox' || control.type === 'radio') && !control.checked) continue
      const values = control.type === 'select-multiple'
        ? [...control.selectedOptions].map(option => option.value) : [control.value]
      for (const value of values) {
        fields[control.name] = control.name in fields ? `${fields[control.name]}\n${value}` : value
      }
    }
    return fields
  }

  fill(fields) {
    for (const control of this.form.elements) {
      if (!control.name || control.name === '_csrf') continue
      if (['password', 'file', 'submit', 'button', 'hidden', 'reset'].includes(control.type)) continue
      const text = fields[control.name]
      if (control.type === 'checkbox' || control.type === 'radio') {
        control.checked = text !== undefined && text.split('\n').includes(control.value)
      } else if (control.type === 'select-multiple') {
        for (const option of control.options) option.selected = text !== undefined && text.split('\n').includes(option.value)
      } else if (text !== undefined) {
        control.value = text
      }
    }
    // whoever counts characters or shows fields by what is chosen looks again
    this.form.dispatchEvent(new CustomEvent('chibo:filled', { bubbles: true }))
  }

  async save() {
    clearTimeout(this.timer)
    this.timer = null
    if (this.saving || this.blocked || this.submitted || this.version === undefined) return
    this.saving = true
    const sent = this.fields()
    try {
      const answer = await this.put(sent, false)
      if (answer.redirected || answer.status === 401 || answer.status === 403) {
        this.failed('signedOut')
      } else if (answer.status === 413) {
        this.failed('tooLarge')
      } else if (answer.status === 409) {
        this.conflict(await answer.json())
      } else if (answer.ok) {
        this.saved(await answer.json(), sent)
      } else {
        this.failed('unsaved')
      }
    } catch {
      this.failed('unsaved')
    } finally {
      this.saving = false
    }
    if (this.changed) this.later()
  }

  saved(draft, sent) {
    this.version = draft.version
    this.pause = EVERY
    this.changed = !same(sent, this.fields())
    if (this.changed) this.keepLocal()
    else this.dropLocal()
    this.say('saved', draft.savedAt)
  }

  failed(why) {
    this.changed = true
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE)
    this.say(why)
  }

  conflict(current) {
    if (same(current.fields, this.fields())) {
      this.saved(current, current.fields)
      return
    }
    this.blocked = true
    this.other = current
    this.say(current.version === 0 ? 'gone' : 'newer', current.savedAt, current.version !== 0)
  }

  /** The other version is wanted here. */
  take() {
    this.fill(this.other.fields)
    this.changed = this.other.version === undefined
    if (this.other.version !== undefined) {
      this.version = this.other.version
      this.dropLocal()
      this.say('saved', this.other.savedAt)
    } else {
      this.say(null)
    }
    this.blocked = false
    if (this.changed) this.later()
  }

  /** What is shown here is wanted: it replaces the other version that was seen, and no other. */
  keep() {
    this.blocked = false
    this.say(null)
    if (this.other.version === undefined) {
      this.dropLocal()
      return
    }
    this.version = this.other.version
    this.changed = true
    this.save()
  }

  /** A copy on this device that the server never had: from a lost connection or session. */
  offerLocal() {
    const local = readLocal(this.localKey)
    // nowhere to ask: the server's version stands
    if (!local || !this.choice) return
    if (same(local.fields, this.fields())) {
      if (local.version === this.version) this.changed = true
      else this.dropLocal()
    } else if (local.submitted && local.version !== this.version) {
      this.dropLocal()
    } else {
      this.blocked = true
      this.other = { fields: local.fields, savedAt: local.at }
      this.say('local', local.at, true)
    }
  }

  leave() {
    if (!this.changed || this.blocked || this.submitted || this.saving || this.version === undefined) return
    const fields = this.fields()
    this.keepLocal()
    if (JSON.stringify(fields).length > LEAVING_LIMIT) return
    this.saving = true
    this.put(fields, true)
      .then(async answer => {
        if (answer.ok && !answer.redirected) this.saved(await answer.json(), fields)
      })
      .catch(() => {})
      .finally(() => { this.saving = false })
  }

  put(fields, keepalive) {
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' }
    const name = document.querySelector('meta[name="csrf-header"]')?.content
    if (name) headers[name] = document.querySelector('meta[name="csrf-token"]').content
    return fetch(`/drafts/${encodeURIComponent(this.place)}`, {
      method: 'PUT', headers, keepalive, credentials: 'same-origin', body: JSON.stringify({ version: this.version, fields })
    })
  }

  async load() {
    try {
      const answer = await fetch(`/drafts/${encodeURIComponent(this.place)}`, { headers: { Accept: 'application/json' } })
      return answer.ok && !answer.redirected ? await answer.json() : null
    } catch {
      return null
    }
  }

  keepLocal() {
    try {
      localStorage.setItem(this.localKey, JSON.stringify({
        fields: this.fields(), version: this.version, at: new Date().toISOString(), submitted: Boolean(this.submitted)
      }))
    } catch {
      // private window or full: the server's copy has to do
    }
  }

  dropLocal() {
    dropLocal(this.localKey)
  }

  say(what, time, choose = false) {
    if (!this.text) return
    this.text.textContent = what ? this.status.dataset[what].replace('{0}', time ? at(time) : '') : ''
    this.text.classList.toggle('inbox-draft__text--problem', Boolean(what) && what !== 'saved')
    if (this.choice) this.choice.hidden = !choose
  }
}

function same(one, other) {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every(name => (one[name] ?? '').replaceAll('\r\n', '\n') === (other[name] ?? '').replaceAll('\r\n', '\n'))
}

function readLocal(key) {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null
  }
}

function dropLocal(key) {
  try {
    localStorage.removeItem(key)
  } catch {
    // nothing was kept
  }
}

/** Starts the drafts of a part of the page, each form once. */
export function initDrafts(root) {
  const forms = [...root.querySelectorAll('form[data-draft]')]
  if (root.matches?.('form[data-draft]')) forms.unshift(root)
  for (const form of forms) {
    if (form.draft) continue
    form.draft = new Draft(form)
  }
  for (const done of root.querySelectorAll('[data-draft-done]')) {
    dropLocal(`chibo-draft:${done.dataset.draftOwner ?? ''}:${done.dataset.draftDone}`)
  }
}
