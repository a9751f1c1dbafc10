// The diagram of one process of a case, loaded by the page of the course alone: the viewer is larger than everything else.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'

const READABLE = 0.7
const frame = document.querySelector('[data-diagram]')

function mark(canvas, registry, ids, marker) {
  for (const id of (ids ?? '').split(',')) {
    if (id && registry.get(id)) canvas.addMarker(id, marker)
  }
}

async function draw() {
  const answer = await fetch(frame.dataset.diagram, { headers: { Accept: 'application/xml' } })
  if (!answer.ok) throw new Error(`diagram: ${answer.status}`)
  const viewer = new NavigatedViewer({ container: frame })
  await viewer.importXML(await answer.text())
  const canvas = viewer.get('canvas')
  const registry = viewer.get('elementRegistry')
  mark(canvas, registry, frame.dataset.taken, 'course-taken')
  mark(canvas, registry, frame.dataset.done, 'course-done')
  mark(canvas, registry, frame.dataset.active, 'course-active')
  mark(canvas, registry, frame.dataset.late, 'course-late')
  mark(canvas, registry, frame.dataset.stuck, 'course-stuck')
  canvas.zoom('fit-viewport', 'auto')
  const here = (frame.dataset.active ?? '').split(',').find(id => registry.get(id))
  if (here && canvas.zoom() < READABLE) { // too small to read: show where it stands
    canvas.zoom(READABLE)
    canvas.scrollToElement(here, 80)
  }
  frame.dataset.drawn = 'true'
  for (const button of document.querySelectorAll('[data-zoom]')) {
    button.addEventListener('click', () => {
      const step = button.dataset.zoom
      if (step === 'fit') canvas.zoom('fit-viewport', 'auto')
      else canvas.zoom(canvas.zoom() * (step === 'in' ? 1.25 : 0.8))
    })
  }
}

if (frame) {
  draw().catch(() => {
    frame.hidden = true
    document.querySelector('[data-diagram-failed]').hidden = false
  })
}
