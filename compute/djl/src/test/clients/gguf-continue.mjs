// node gguf-continue.mjs FOLDER PROMPT COUNT
// The ids by which llama.cpp continues a prompt, each the likeliest.
import { ended, say } from './js.mjs';
import { open } from './llama.mjs';

const [folder, prompt, count] = process.argv.slice(2);
const model = await open(folder);
const context = await model.createContext({ contextSize: model.trainContextSize, threads: 2 });
const promptIds = model.tokenize(prompt);
const ids = [];
for await (const id of context.getSequence().evaluate(promptIds, { temperature: 0, yieldEogToken: true })) {
  ids.push(id);
  if (ids.length >= Number(count) || model.isEogToken(id)) break;
}
say({ promptIds, ids: ended(ids, Number(count), ids.filter((id) => model.isEogToken(id))) });
