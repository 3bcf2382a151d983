// A GGUF file opened by llama.cpp.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { getLlama } from 'node-llama-cpp';

export async function open(folder) {
  const llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, maxThreads: 2 });
  const file = readdirSync(folder).find((name) => name.endsWith('.gguf'));
  return llama.loadModel({ modelPath: join(folder, file) });
}
