import { readdirSync, readFileSync } from 'node:fs';

/** A piece of a document between two lines of three backticks. */
export interface Block {
  /** The word behind the first three: what it is written in. */
  readonly language: string;
  readonly text: string;
  /** The line of the document on which the text begins, from 1. */
  readonly line: number;
}

/** A page for readers. */
export interface Page {
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

function blocksOf(text: string): Block[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(({ 1: language = '', 2: body = '', index }) => ({
    language,
    text: body,
    line: text.slice(0, index).split('\n').length + 1,
  }));
}

function readPage(file: string): Page {
  const text = readFileSync(file, 'utf8');
  return { file, text, blocks: blocksOf(text) };
}

const namesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);

/** Everything that is written for who uses the package. */
export const pages: readonly Page[] = ['README.md', 'examples/README.md', ...namesIn('docs').sort()].map(
  readPage,
);

/** The name that the first line of a block gives it. */
export const nameOf = ({ text }: Block): string | undefined =>
  /^(?:#|\/\/) (\S+\.(?:yaml|ts|json))$/m.exec(text)?.[1];
