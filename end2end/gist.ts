// Says at the very end what failed and why, in a line or two each: of a long log often only the end is at hand.
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';

const COLOURS = /\u001b\[[0-9;]*m/g;

export default class Gist implements Reporter {
  private readonly failed: string[] = [];

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === 'passed' || result.status === 'skipped') {
      return;
    }
    const where = `${test.parent.project()?.name}, ${test.location.file.split('/').pop()}:${test.location.line}`;
    this.failed.push(`FAILED ${test.title} (${where}), ${Math.round(result.duration / 1000)} s`);
    for (const error of result.errors) {
      const words = (error.message ?? error.value ?? '').replace(COLOURS, '').split('\n');
      const told = words.map((line) => line.trim()).filter((line) => line !== '').slice(0, 8);
      this.failed.push(`  at line ${error.location?.line ?? '?'}: ${told.join(' | ').slice(0, 700)}`);
    }
  }

  onEnd(_result: FullResult): void {
    this.failed.forEach((line) => console.log(line));
  }

  printsToStdio(): boolean {
    return false;
  }
}
