// The typeface with the letters and the weights that pages use: node scripts/typeface.mjs FROM TO (build_styles.py).
import { readFile, writeFile } from "node:fs/promises";
import subset from "subset-font";

const [from, to] = process.argv.slice(2);
const RANGES = [[0x20, 0x7e], [0xa0, 0xff]];
const APART = "ıŒœŠšŽžŸ–—‘’“”•…†‡€™−→←↑↓✓";
const letters = RANGES.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)));
// kerning, columns of figures and accents; small capitals and fractions are a tenth of the file, and on no page
const FEATURES = ["kern", "tnum", "lnum", "ccmp", "locl", "mark", "mkmk"];
const options = { keepFeatures: FEATURES, targetFormat: "woff2", variationAxes: { wght: { min: 400, max: 650 } } };
await writeFile(to, await subset(await readFile(from), letters.join("") + APART, options));
