// node onnx-scores.mjs FOLDER TEXT DTYPE
// Every output for a text, with the ids that were read.
import { AutoModel, AutoTokenizer } from '@huggingface/transformers';
import { local, say } from './js.mjs';

const [folder, text, dtype] = process.argv.slice(2);
const name = local(folder);
const tokenizer = await AutoTokenizer.from_pretrained(name);
const model = await AutoModel.from_pretrained(name, { dtype, device: 'cpu' });
const inputs = await tokenizer(text);
const given = await model(inputs);
const nested = (tensor) => JSON.parse(JSON.stringify(tensor.tolist(), (_, v) => (typeof v === 'bigint' ? Number(v) : v)));
const outputs = Object.fromEntries(Object.entries(given).map(([key, tensor]) => [key, nested(tensor)]));
if (!Object.values(given).every((tensor) => tensor.data.every(Number.isFinite))) throw new Error('a number is not finite');
say({
  inputs: Object.fromEntries(Object.entries(inputs).map(([key, tensor]) => [key, nested(tensor)])),
  outputs,
  what: Object.entries(given).map(([key, tensor]) => key + ' of ' + tensor.dims.join(' x ') + ' numbers').join(', '),
});
