// A calendar program in JavaScript: reads messages (a JSON list of iCalendar files) and keeps a calendar as RFC 5546 says.
// Prints, after each file, what stands in the calendar.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]));
const calendar = new Map();
const steps = [];

for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  const file = new ICAL.Component(ICAL.parse(text));
  const method = file.getFirstPropertyValue("method");
  for (const zone of file.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  for (const component of file.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    const stamp = component.getFirstPropertyValue("dtstamp").toUnixTime();
    const known = calendar.get(event.uid);
    if (known && (known.sequence > event.sequence || (known.sequence === event.sequence && known.stamp > stamp))) continue;
    calendar.set(event.uid, {
      uid: event.uid,
      sequence: event.sequence,
      stamp,
      gone: method === "CANCEL" || component.getFirstPropertyValue("status") === "CANCELLED",
      title: event.summary,
      place: event.location ?? "",
      starts: event.startDate.toJSDate().toISOString(),
      ends: event.endDate.toJSDate().toISOString(),
      clock: event.startDate.toString().slice(11, 16),
      invited: event.attendees.map((each) => each.getFirstValue()),
    });
  }
  steps.push([...calendar.values()].sort((one, other) => (one.uid < other.uid ? -1 : 1)));
}
process.stdout.write(JSON.stringify(steps));
