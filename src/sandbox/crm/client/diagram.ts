import 'bpmn-js/dist/assets/diagram-js.css'
import 'bpmn-js/dist/assets/bpmn-js.css'
import Viewer from 'bpmn-js/lib/Viewer'

// What of the viewer's services is used here; its own types call them `any`.
interface Canvas {
  zoom(level: 'fit-viewport', center: 'auto'): void
  addMarker(id: string, marker: string): void
  removeMarker(id: string, marker: string): void
}
interface Element {
  readonly id: string
  readonly source?: { readonly id: string }
  readonly target?: { readonly id: string }
}
interface Registry {
  getAll(): readonly Element[]
}

/** Draws a diagram in the colours of the page. Throws when it cannot be read. */
export async function drawDiagram(
  place: HTMLElement,
  xml: string,
): Promise<{ mark(done: readonly string[], at: string | null): void }> {
  const viewer = new Viewer({
    container: place,
    bpmnRenderer: {
      defaultFillColor: 'var(--surface)',
      defaultStrokeColor: 'var(--text)',
      defaultLabelColor: 'var(--text)',
    },
  })
  await viewer.importXML(xml)
  const canvas = viewer.get<Canvas>('canvas')
  const registry = viewer.get<Registry>('elementRegistry')
  canvas.zoom('fit-viewport', 'auto')

  const set = (id: string, marker: string, on: boolean): void =>
    on ? canvas.addMarker(id, marker) : canvas.removeMarker(id, marker)

  return {
    /** Marks what a run has left behind and where it stands. */
    mark(done, at) {
      const passed = new Set(done)
      const reached = new Set(at === null ? done : [...done, at])
      for (const { id, source, target } of registry.getAll()) {
        const taken = source && target ? passed.has(source.id) && reached.has(target.id) : passed.has(id)
        set(id, 'passed', taken && id !== at)
        set(id, 'standing', id === at)
      }
    },
  }
}
