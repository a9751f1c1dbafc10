import { Button } from 'govuk-frontend/dist/govuk/components/button/button.mjs'
import { CharacterCount } from 'govuk-frontend/dist/govuk/components/character-count/character-count.mjs'
import { Checkboxes } from 'govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs'
import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs'
import { PasswordInput } from 'govuk-frontend/dist/govuk/components/password-input/password-input.mjs'
import { Radios } from 'govuk-frontend/dist/govuk/components/radios/radios.mjs'
import { ServiceNavigation } from 'govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs'

const components = {
  'govuk-button': Button,
  'govuk-character-count': CharacterCount,
  'govuk-checkboxes': Checkboxes,
  'govuk-error-summary': ErrorSummary,
  'govuk-password-input': PasswordInput,
  'govuk-radios': Radios,
  'govuk-service-navigation': ServiceNavigation
}

/** Starts the GOV.UK components in a part of the page, each element once. Texts come from data-i18n attributes. */
export function initAll(root) {
  const elements = [...root.querySelectorAll('[data-module]')]
  if (root.matches?.('[data-module]')) elements.unshift(root)
  for (const element of elements) {
    const Component = components[element.dataset.module]
    if (!Component || element.hasAttribute(`data-${element.dataset.module}-init`)) continue
    try {
      new Component(element)
    } catch (error) {
      console.error(error)
    }
  }
}
