// What the other programs share: arguments, and a folder opened by transformers.js without the network.
import { basename, dirname, resolve } from 'node:path';
import { env } from '@huggingface/transformers';

// The name under which transformers.js finds a folder.
export function local(folder) {
  const path = resolve(folder);
  env.allowRemoteModels = false;
  env.localModelPath = dirname(path) + '/';
  return basename(path);
}

export const numbers = (tensor) => [...tensor.data].map(Number);

// Without the token that ends a text, with which it must have ended where it is shorter than asked.
export function ended(ids, count, ends) {
  const all = [ends ?? []].flat();
  const last = ids.at(-1);
  if (all.includes(last)) return ids.slice(0, -1);
  if (ids.length < count) throw new Error('stopped after ' + ids.length + ' tokens without an end');
  return ids;
}

// Pipes take large answers in parts.
export function say(what) {
  process.stdout.write(JSON.stringify(what) + '\n', () => process.exit(0));
}
