/** Fails a run of the whole suite when a field of the graph resolved to no value in it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { EXCEPTIONS } from './exceptions.ts';
import { join, verdict } from './verdict.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder in which each worker lists the fields that it has not resolved; absent when only some tests run. */
    fieldCoverage?: string;
  }
}

/** No reporter does this, since `--reporter` replaces those of the configuration. */
export default async function setup(project: TestProject): Promise<(() => void) | undefined> {
  if (!(await isWholeSuite(project))) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'field-coverage-'));
  project.provide('fieldCoverage', folder);
  return () => {
    const lists = readdirSync(folder).map((file) => new Set(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as string[]));
    rmSync(folder, { recursive: true });
    // A test that failed or did not run leaves fields unresolved that it would resolve; such a run has failed anyway.
    if (!project.vitest.state.getTestModules().every((module) => ['passed', 'skipped'].includes(module.state()))) return;
    const problem = lists.length === 0 ? 'No worker listed the fields of the graph.' : verdict(join(lists), EXCEPTIONS);
    if (problem === undefined) return;
    project.vitest.logger.error(`\n${problem}\n`);
    process.exitCode = 1;
  };
}

/** Whether the run has every test of every file, once: no file, test or shard is selected, and none is excluded. */
async function isWholeSuite(project: TestProject): Promise<boolean> {
  const { vitest, config } = project;
  const { testFiles } = await project.globTestFiles();
  const isSelection = config.watch || config.testNamePattern !== undefined || vitest.config.cliExclude !== undefined;
  return !isSelection && vitest.state.getPaths().length === testFiles.length;
}
