// node onnx-continue.mjs FOLDER PROMPT COUNT DTYPE
// The ids by which transformers.js continues a prompt, each the likeliest.
import { AutoModelForCausalLM, AutoTokenizer } from '@huggingface/transformers';
import { ended, local, numbers, say } from './js.mjs';

const [folder, prompt, count, dtype] = process.argv.slice(2);
const name = local(folder);
const tokenizer = await AutoTokenizer.from_pretrained(name);
const model = await AutoModelForCausalLM.from_pretrained(name, { dtype, device: 'cpu' });
const inputs = await tokenizer(prompt);
const all = await model.generate({ ...inputs, max_new_tokens: Number(count), do_sample: false });
const promptIds = numbers(inputs.input_ids);
const ids = all.tolist()[0].map(Number).slice(promptIds.length);
say({ promptIds, ids: ended(ids, Number(count), model.generation_config.eos_token_id) });
