/**
 * Stands in for `localStorage` on a packaged page. The browser's own is shared by everybody who uses this computer and
 * by every package of the LMS; what a page keeps here goes with the learner instead.
 */

/** Choices about this device, not about a learner's work. */
const OF_DEVICE: ReadonlySet<string> = new Set(['sigap:tema', 'sigap:editor']);

export interface LearnerStorage {
  /** What is kept for the learner. */
  entries(): Record<string, string>;
}

/**
 * Puts it in the place of `window.localStorage`. The keys are properties of the object, as in the browser's own.
 * @param onChange something was written or taken away.
 */
export function installStorage(kept: Readonly<Record<string, string>>, onChange: () => void): LearnerStorage {
  const device = deviceStorage();
  const values: Record<string, string> = { ...kept };
  const methods: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = {
    getItem: (key) => (OF_DEVICE.has(key) ? (device?.getItem(key) ?? null) : (values[key] ?? null)),
    setItem(key, value) {
      if (OF_DEVICE.has(key)) device?.setItem(key, value);
      else if (values[key] !== String(value)) {
        values[key] = String(value);
        onChange();
      }
    },
    removeItem(key) {
      if (!(key in values)) return;
      delete values[key];
      onChange();
    },
  };
  const storage = new Proxy(values, {
    get: (target, key) => (key in methods ? methods[key as keyof typeof methods] : Reflect.get(target, key)),
  });
  Object.defineProperty(window, 'localStorage', { value: storage, configurable: true });
  return { entries: () => ({ ...values }) };
}

/** @returns null when the device refuses. */
function deviceStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
