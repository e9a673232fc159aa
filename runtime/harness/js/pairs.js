// What Headers does with iterators, which JavaScript does best. A list is flat:
// names and values in turn.
(function () {
  // read reads the pairs that Headers is made of.
  function read(init) {
    const flat = [];
    for (const pair of init) {
      const entry = [...pair];
      if (entry.length !== 2) {
        throw new TypeError(`Headers constructor: expected name/value pair to be length 2, found ${entry.length}.`);
      }
      flat.push(entry[0], entry[1]);
    }
    return flat;
  }

  function pairs(flat) {
    const result = [];
    for (let i = 0; i < flat.length; i += 2) result.push([flat[i], flat[i + 1]]);
    return result;
  }

  function forEach(flat, callback, self, headers) {
    for (const [name, value] of pairs(flat)) callback.call(self, value, name, headers);
  }

  // Iterators of arrays: goja takes long to make a generator function.
  return {
    read,
    forEach,
    entries: (flat) => pairs(flat).values(),
    keys: (flat) => pairs(flat).map(([name]) => name).values(),
    values: (flat) => pairs(flat).map(([, value]) => value).values(),
  };
});
