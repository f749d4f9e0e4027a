import { type Command, Option } from 'commander';
import type { Codebook } from '../codebook/index.js';
import { printable } from './failures.js';

/** The options by which a verb that codes is given a codebook, as commander gives them. */
export interface CodebookFlags {
  codebook?: string;
  codebookOnly?: string;
}

/** Adds the codebook's options; `chosenCodebook` loads what they name. */
export function addCodebookOptions(command: Command): Command {
  return command
    .addOption(new Option('--codebook <folder>', 'lay this codebook over ours').env('ONRECORD_CODEBOOK'))
    .addOption(new Option('--codebook-only <folder>', 'use this codebook instead of ours').conflicts('codebook'));
}

/** The codebook that the flags ask for, else ours. */
export async function chosenCodebook({ codebook, codebookOnly }: CodebookFlags): Promise<Codebook> {
  const { loadCodebook } = await import('../codebook/node.js');
  return loadCodebook({
    ...(codebook !== undefined && { dir: codebook }),
    ...(codebookOnly !== undefined && { only: codebookOnly }),
    doubt: (line) => console.error(printable(`onrecord: ${line}`)),
  });
}
