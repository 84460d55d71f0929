import { eraOf } from '../../src-shared/domain/era-year.ts';
import type { Settings } from '../../src-shared/contract/settings.ts';
import { japaneseDate } from '../../src-shared/paper/japanese-date.ts';

type DateSettings = Pick<Settings, 'language' | 'years'>;

const weekdays = ['日', '月', '火', '水', '木', '金', '土'] as const;

/**
 * A day as the person wants to read it: `令和8年12月15日（火）`, `2026年12月15日（火）`, `Tue, 15 Dec 2026`. Papers and mails
 * of an office write the era, the year as it is set, and the day of the week.
 */
export function dayName(date: Date, { language, years }: DateSettings, weekday = true): string {
  if (language === 'en') {
    const format = { day: 'numeric', month: 'short', year: 'numeric' } as const;
    return new Intl.DateTimeFormat('en-GB', weekday ? { ...format, weekday: 'short' } : format).format(date);
  }
  const western = `${date.getFullYear()}年${date.getMonth() + 1}月${date.getDate()}日`;
  const day = years === 'era' ? japaneseDate(date) : western;
  return weekday ? `${day}（${weekdays[date.getDay()] ?? ''}）` : day;
}

/** A day of the log or of a sending, `2026-12-15`, in the machine's own time. */
export const localDate = (day: string): Date => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
};

/** The day of an ISO 8601 moment on this machine's calendar; what cannot be read as a time stays as it is. */
export function momentDay(at: string, settings: DateSettings): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : dayName(date, settings, false);
}

/** Day and time of an ISO 8601 moment. */
export function dateTimeName(at: string, settings: DateSettings): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const time = `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`;
  return `${dayName(date, settings, false)} ${time}`;
}

/** Days from today until a day; negative when it is past. */
export function daysUntil(day: string, today = new Date()): number {
  const midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate());
  return Math.round((localDate(day).getTime() - midnight.getTime()) / 86_400_000);
}

/** A fiscal year in its shortest form, for the head of a narrow strip: `R7`, `'25`. */
export function shortYear(year: number, { years }: DateSettings): string {
  const era = eraOf(year);
  return years === 'western' || era === undefined
    ? `'${String(year % 100).padStart(2, '0')}`
    : `${era.en}${era.number}`;
}
