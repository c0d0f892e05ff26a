// Stretches of time that come again, as a window of the pipeline says them, read from their text. All times are those
// of a calendar and a clock on the wall; which wall is the window's to say.

/** Days and hours: `Mon-Thu 09:00-16:00`, `2026-12-24..2026-12-27`. */
export interface Range {
  /** Which days, by what a range begins with; undefined: every day. */
  readonly days: readonly Days[] | undefined;
  /** Minutes since midnight, the last one not counted; it ends on the next day when `until` is not after `from`. */
  readonly from: number;
  readonly until: number;
}

/** Days of the week (0 is Sunday), also over the week's end; or days since 1970-01-01. Both ends count. */
export interface Days {
  readonly of: 'week' | 'calendar';
  readonly first: number;
  readonly last: number;
}

/** Five fields of cron: every minute that matches. */
export interface Cron {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  /** Undefined: `*`. When days of the month and of the week are both said, either will do, as in cron. */
  readonly monthDays: ReadonlySet<number> | undefined;
  /** 1 to 12. */
  readonly months: ReadonlySet<number>;
  readonly weekDays: ReadonlySet<number> | undefined;
}

export type Schedule =
  | { readonly ranges: readonly Range[]; readonly cron?: undefined }
  | { readonly cron: Cron; readonly ranges?: undefined };

/** Why a text is no schedule. */
export interface Unreadable {
  /** A clause without a full stop that quotes the part in question. */
  readonly problem: string;
  readonly hint: string;
}

export const WEEK_DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Whether a text, or a part of one, could not be read. */
export function isUnreadable(read: object): read is Unreadable {
  return 'problem' in read;
}
