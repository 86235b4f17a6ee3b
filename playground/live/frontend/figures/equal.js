// Compares plain data by value.

/** Whether two pieces of plain data are the same. @param {any} a @param {any} b @returns {boolean} */
export function equal(a, b) {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || !a || !b) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => equal(item, b[i]));
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => equal(a[key], b[key]));
}

/** Whether two objects are the same but for some of their keys.
 * @param {Record<string, any> | undefined} a @param {Record<string, any> | undefined} b
 * @param {readonly string[]} but */
export function equalBut(a, b, but) {
  if (a === b) return true;
  if (!a || !b) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => but.includes(key) || equal(a[key], b[key]));
}
