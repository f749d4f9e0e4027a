/** Whether an id or code is a state's or that of another entity with three capitals: organs and people have longer ones. */
export function isState(id: string): boolean {
  return /^[A-Z]{3}$/.test(id);
}
