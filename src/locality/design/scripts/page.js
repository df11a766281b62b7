// What every page starts, in one file for the browser. Each part works by itself, and every page without any of them.
import "./start.js";
import "./once.js";
import "./word-count.js";
import "./others-read.js";
import "./timeout-warning.js";
