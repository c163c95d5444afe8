// Dates and times in the zone and language of the person one is.

import { businessNow, state } from "./state.js";

const makers = new Map();

function format(options, moment) {
  const key = JSON.stringify([state.me.locale, state.me.tz, options]);
  if (!makers.has(key)) {
    makers.set(key, new Intl.DateTimeFormat(state.me.locale, { timeZone: state.me.tz, ...options }));
  }
  return makers.get(key).format(moment);
}

const dayNumber = (moment, tz) => {
  const [year, month, day] = new Intl.DateTimeFormat("en-CA", { timeZone: tz }).format(moment).split("-").map(Number);
  return Date.UTC(year, month - 1, day) / 86400000;
};

export const daysAway = (moment) => dayNumber(moment, state.me.tz) - dayNumber(businessNow(), state.me.tz);

function pretty(moment, plain) {
  const days = daysAway(moment);
  if (Math.abs(days) > 1) return plain;
  const word = new Intl.RelativeTimeFormat(state.me.locale, { numeric: "auto" }).format(days, "day");
  return word;
}

const capital = (text) => text.charAt(0).toLocaleUpperCase(state.me.locale) + text.slice(1);

export const time = (moment) => format({ hour: "2-digit", minute: "2-digit" }, moment);
export const date = (moment) => format({ day: "numeric", month: "long", year: "numeric" }, moment);
export const dateShort = (moment) => format({ day: "numeric", month: "short", year: "numeric" }, moment);
export const dateLong = (moment) => format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }, moment);
export const divider = (moment) =>
  capital(pretty(moment, format({ weekday: "long", day: "numeric", month: "long" }, moment)));
export const stamp = (moment) => `${dateLong(moment)}, ${time(moment)}`;
export const weekdayAndTime = (moment) =>
  format({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }, moment);

const ago = (moment) => {
  const seconds = (moment - businessNow()) / 1000;
  const steps = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) || ["second", 1];
  return new Intl.RelativeTimeFormat(state.me.locale, { numeric: "auto" }).format(Math.round(seconds / size), unit);
};

const TOKENS = {
  date_num: (moment) => new Intl.DateTimeFormat("en-CA", { timeZone: state.me.tz }).format(moment),
  date_slash: (moment) => new Intl.DateTimeFormat("en-CA", { timeZone: state.me.tz }).format(moment).replaceAll("-", "/"),
  date,
  date_short: dateShort,
  date_long: dateLong,
  date_pretty: (moment) => pretty(moment, date(moment)),
  date_short_pretty: (moment) => pretty(moment, dateShort(moment)),
  date_long_pretty: (moment) => pretty(moment, dateLong(moment)),
  day_divider_pretty: divider,
  time,
  time_secs: (moment) => format({ hour: "2-digit", minute: "2-digit", second: "2-digit" }, moment),
  ago,
};

// Slack's date tokens, e.g. "{date_short_pretty} at {time}"; an unknown token makes the fallback stand.
export function slackDate(seconds, pattern, fallback) {
  const moment = new Date(Number(seconds) * 1000);
  const names = [...pattern.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  if (Number.isNaN(moment.getTime()) || names.some((name) => !(name in TOKENS))) return fallback;
  return pattern.replace(/\{(\w+)\}/g, (_, name) => TOKENS[name](moment));
}

export const fromTs = (ts) => new Date(Number(ts) * 1000);

// A datetime picker shows the person's own wall clock: "2030-01-02T08:30" there ↔ epoch seconds.
export function toLocalInput(seconds) {
  const moment = new Date(Number(seconds) * 1000);
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: state.me.tz, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  }).format(moment);
  return parts.replace(" ", "T");
}

export function fromLocalInput(text) {
  let guess = Date.parse(`${text}:00Z`);
  // Twice, because the offset at the first guess may be that of the other side of a clock change.
  for (let round = 0; round < 2; round += 1) {
    guess += Date.parse(`${text}:00Z`) - Date.parse(`${toLocalInput(guess / 1000)}:00Z`);
  }
  return Math.round(guess / 1000);
}
