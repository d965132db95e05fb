/** What has the focus in the same shadow root, to come back to it; `null` where nothing has. */
export function focusedNear(element: HTMLElement | null): HTMLElement | null {
  const root = element?.getRootNode()
  const active = root instanceof ShadowRoot ? root.activeElement : null
  return active instanceof HTMLElement ? active : null
}
