// Finds the regular expressions of scripts, and times them. Reads {read: [files], probe: [[source, flags, [texts]]]}
// from standard input. Started with --expose-internals, for node's own parser of JavaScript.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const acorn = createRequire(import.meta.url)("internal/deps/acorn/acorn/dist/acorn");
const wanted = JSON.parse(readFileSync(0, "utf8"));
const TAKE_A_PATTERN = ["match", "matchAll", "search"]; // make one even from a plain text

function* nodesOf(node) {
  if (Array.isArray(node)) for (const each of node) yield* nodesOf(each);
  else if (node && typeof node === "object") {
    if (typeof node.type === "string") yield node;
    for (const each of Object.values(node)) if (each && typeof each === "object") yield* nodesOf(each);
  }
}

function written(file) {
  const tree = acorn.parse(readFileSync(file, "utf8"), { ecmaVersion: "latest", sourceType: "module", locations: true });
  const found = { literals: [], made: [] };
  for (const node of nodesOf(tree)) {
    const line = node.loc.start.line;
    if (node.type === "Literal" && node.regex) {
      found.literals.push([line, node.regex.pattern, node.regex.flags]);
    } else if (["NewExpression", "CallExpression"].includes(node.type)) {
      const called = node.callee.name || node.callee.property?.name;
      const text = node.arguments[0]?.type === "Literal" && !node.arguments[0].regex;
      if (called === "RegExp" || (TAKE_A_PATTERN.includes(called) && text)) found.made.push(line);
    }
  }
  return found;
}

// A page of nothing: whatever a script asks of it is there, is empty and does nothing
function nothing() {
  const empty = new Proxy(function () {}, {
    get: (_, name) => {
      if (name === Symbol.iterator) return [][Symbol.iterator];
      if (name === Symbol.toPrimitive) return () => "";
      return name === "then" ? undefined : name === "forEach" ? () => {} : empty;
    },
    apply: () => empty,
    construct: () => empty,
    set: () => true,
  });
  return empty;
}

async function recorded(file) {
  const Kept = globalThis.RegExp;
  const made = [];
  globalThis.RegExp = new Proxy(Kept, {
    construct(target, given) { const one = new target(...given); made.push([one.source, one.flags]); return one; },
    apply(target, _, given) { const one = target(...given); made.push([one.source, one.flags]); return one; },
  });
  try {
    await import(pathToFileURL(file).href);
  } finally {
    globalThis.RegExp = Kept;
  }
  return made;
}

const answer = { read: {}, probe: [] };
for (const name of ["document", "window", "sessionStorage", "localStorage", "location"]) {
  if (!(name in globalThis) || name !== "document") {
    Object.defineProperty(globalThis, name, { value: nothing(), configurable: true, writable: true });
  }
}
for (const file of wanted.read) {
  const found = written(file);
  answer.read[file] = { ...found, recorded: found.made.length ? await recorded(file) : [] };
}
for (const [source, flags, texts] of wanted.probe) {
  const pattern = new RegExp(source, flags);
  answer.probe.push(texts.map((text) => {
    const before = process.cpuUsage();
    text.match(pattern);
    text.replace(pattern, "");
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  }));
}
process.stdout.write(JSON.stringify(answer), () => process.exit(0));
