// A form whose fields depend on each other asks the server which of them to hide, after every choice.
export function initConditions(root) {
  for (const form of root.querySelectorAll('form[data-conditions]')) {
    if (form.conditions) continue
    form.conditions = true
    form.addEventListener('change', () => refresh(form))
    form.addEventListener('chibo:filled', () => refresh(form))
  }
}

async function refresh(form) {
  const asked = (form.conditionsAsked = (form.conditionsAsked ?? 0) + 1)
  const header = document.querySelector('meta[name="csrf-header"]')?.content
  try {
    const answer = await fetch(form.dataset.conditions, {
      method: 'POST',
      headers: { Accept: 'application/json', ...(header && { [header]: document.querySelector('meta[name="csrf-token"]').content }) },
      body: new URLSearchParams(new FormData(form))
    })
    if (!answer.ok || answer.redirected || asked !== form.conditionsAsked) return
    const { hidden } = await answer.json()
    for (const field of form.querySelectorAll('[data-field]')) field.hidden = hidden.includes(field.id.slice('field-'.length))
  } catch {
    // offline: the server decides at the submission
  }
}
