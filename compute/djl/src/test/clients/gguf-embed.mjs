// node gguf-embed.mjs GGUF ONNX TEXT first|mean|last
// How alike llama.cpp's vector of a text is to the one pooled from the hidden states that transformers.js gives.
import { AutoModel, AutoTokenizer } from '@huggingface/transformers';
import { local, say } from './js.mjs';
import { open } from './llama.mjs';

const [gguf, onnx, text, pooling] = process.argv.slice(2);
const model = await open(gguf);
const context = await model.createEmbeddingContext({ threads: 2 });
const vector = [...(await context.getEmbeddingFor(text)).vector];
if (!vector.every(Number.isFinite)) throw new Error('a number is not finite');

const name = local(onnx);
const tokenizer = await AutoTokenizer.from_pretrained(name);
const other = await AutoModel.from_pretrained(name, { dtype: 'fp32', device: 'cpu' });
const rows = (await other(await tokenizer(text))).last_hidden_state.tolist()[0];
const mean = rows[0].map((_, i) => rows.reduce((sum, row) => sum + row[i], 0) / rows.length);
const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);
const pooled = { mean, first: rows[0], last: rows.at(-1) }[pooling];
say({ length: vector.length, cosine: dot(vector, pooled) / Math.sqrt(dot(vector, vector) * dot(pooled, pooled)) });
