// node tokens.mjs FOLDER TEXTS
// The ids of each text of a JSON object, without special tokens around it.
import { readFileSync } from 'node:fs';
import { AutoTokenizer } from '@huggingface/transformers';
import { local, say } from './js.mjs';

const [folder, texts] = process.argv.slice(2);
const tokenizer = await AutoTokenizer.from_pretrained(local(folder));
say(Object.values(JSON.parse(readFileSync(texts, 'utf8'))).map((text) => tokenizer.encode(text, { add_special_tokens: false })));
