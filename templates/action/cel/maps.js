// Maps: literals with keys that only the event can tell.

/**
 * The map of some entries. Of two with one key the later one counts, and an optional that has no
 * value takes its key away.
 *
 * @param {...[string, unknown]} entries
 * @returns {Record<string, any>}
 */
export function mapOf(...entries) {
  const map = Object.create(null);
  for (const [key, value] of entries) {
    map[key] = value;
    if (value === undefined) delete map[key];
  }
  return map;
}
