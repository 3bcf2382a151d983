// node open.mjs onnx|gguf PATH PROMPT COUNT TEXT
// Continues a prompt by the likeliest tokens and compares the text with the one that Glassformer wrote; without TEXT it
// only reads the prompt and says what came out. PATH is an export's folder.
import { readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

const [format, path, prompt, count, expected] = process.argv.slice(2);
const folder = resolve(path);

async function onnx() {
  const { AutoModel, AutoModelForCausalLM, AutoTokenizer, env } = await import('@huggingface/transformers');
  env.allowRemoteModels = false;
  env.localModelPath = dirname(folder) + '/';
  const name = basename(folder);
  const options = { dtype: 'fp32', device: 'cpu' };
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const inputs = await tokenizer(prompt);
  if (expected === undefined) {
    const outputs = await (await AutoModel.from_pretrained(name, options)).forward(inputs);
    const hidden = outputs.last_hidden_state ?? outputs.logits;
    if (!hidden.data.every(Number.isFinite)) throw new Error('a number is not finite');
    return 'gave ' + hidden.dims.join(' x ') + ' numbers';
  }
  const model = await AutoModelForCausalLM.from_pretrained(name, options);
  const ids = await model.generate({ ...inputs, max_new_tokens: Number(count), do_sample: false });
  const all = ids.tolist()[0].map(Number);
  return tokenizer.decode(all.slice(inputs.input_ids.dims[1]), { clean_up_tokenization_spaces: false });
}

async function gguf() {
  const { getLlama } = await import('node-llama-cpp');
  const llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, maxThreads: 2 });
  const file = readdirSync(folder).find((name) => name.endsWith('.gguf'));
  const model = await llama.loadModel({ modelPath: join(folder, file) });
  if (expected === undefined) {
    const context = await model.createEmbeddingContext({ threads: 2 });
    const { vector } = await context.getEmbeddingFor(prompt);
    if (!vector.every(Number.isFinite)) throw new Error('a number is not finite');
    return 'gave a vector of ' + vector.length + ' numbers';
  }
  const context = await model.createContext({ contextSize: Math.min(256, model.trainContextSize), threads: 2 });
  const ids = [];
  for await (const id of context.getSequence().evaluate(model.tokenize(prompt), { temperature: 0 })) {
    ids.push(id);
    if (ids.length >= Number(count)) break;
  }
  return model.detokenize(ids);
}

const found = await (format === 'onnx' ? onnx() : gguf());
if (expected !== undefined && found !== expected) {
  console.log('continued with ' + JSON.stringify(found) + ', not ' + JSON.stringify(expected));
  process.exit(1);
}
console.log(expected === undefined ? found : 'the same ' + count + ' tokens');
process.exit(0);
