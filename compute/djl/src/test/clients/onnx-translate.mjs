// node onnx-translate.mjs FOLDER SOURCE COUNT DTYPE
// The ids that transformers.js makes of a source, each the likeliest.
import { AutoModelForSeq2SeqLM, AutoTokenizer } from '@huggingface/transformers';
import { ended, local, numbers, say } from './js.mjs';

const [folder, source, count, dtype] = process.argv.slice(2);
const name = local(folder);
const tokenizer = await AutoTokenizer.from_pretrained(name);
const model = await AutoModelForSeq2SeqLM.from_pretrained(name, { dtype, device: 'cpu' });
const inputs = await tokenizer(source);
const all = await model.generate({ ...inputs, max_new_tokens: Number(count), do_sample: false });
const ids = all.tolist()[0].map(Number).slice(1); // after the token that a decoder starts with
say({ promptIds: numbers(inputs.input_ids), ids: ended(ids, Number(count), model.generation_config.eos_token_id) });
