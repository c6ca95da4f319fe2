// Planning a meeting by its form, for stories that begin with one. It works with and without JavaScript.
import { expect, type Page } from '@playwright/test';

/** A day so many days ahead, as a date-time field wants it. */
export function ahead(days: number, time: string): string {
  return `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${time}`;
}

/** So many minutes from now on the clock of UTC, as a date-time field wants it. */
export function soon(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16);
}

export type Plan = {
  name: string;
  start: string;
  /** The zone of `start`, when it is not the host's own. */
  zone?: string;
  price?: string;
  seats?: string;
  password?: string;
  exclusive?: boolean;
  waitingList?: boolean;
  /** The last day, when it takes place every week. */
  weeklyUntil?: string;
};

/** Plans a group meeting, and answers where it is. */
export async function plan(host: Page, plan: Plan): Promise<string> {
  await host.goto('/meetings/new');
  await host.getByLabel('Meeting Type').selectOption('loneliness');
  await host.getByLabel('Name', { exact: true }).fill(plan.name);
  await host.getByText('Group Meeting', { exact: true }).click();
  if (plan.seats !== undefined) await host.getByLabel('Maximum Registrants').fill(plan.seats);
  await host.getByLabel('Price to Join').fill(plan.price ?? '0');
  await host.getByLabel('Meeting Description').fill('Come as you are. We sit together for an hour.');
  if (plan.password !== undefined) {
    await host.getByRole('checkbox', { name: 'Private' }).check();
    await host.getByLabel('Password', { exact: true }).fill(plan.password);
  }
  if (plan.exclusive) await host.getByRole('checkbox', { name: 'Exclusive' }).check();
  if (plan.waitingList) await host.getByLabel('Enable Waiting List').check();
  await host.getByLabel('Start Time').fill(plan.start);
  if (plan.zone !== undefined) await host.getByLabel('Time zone').selectOption(plan.zone);
  if (plan.weeklyUntil !== undefined) {
    await host.getByLabel('Recurrence').selectOption('weekly');
    await host.getByLabel('End Date').fill(plan.weeklyUntil.slice(0, 10));
  }
  await host.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(host.getByText('Your meeting is planned.')).toBeVisible();
  return new URL(host.url()).pathname;
}
